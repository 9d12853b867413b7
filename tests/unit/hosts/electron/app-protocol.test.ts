import { sep } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileOfAddress } from '../../../../main/hosts/electron/app-protocol.ts'
import { startFakeDesktop } from '../../../fakes/electron/desktop.ts'

let d: Awaited<ReturnType<typeof startFakeDesktop>>
beforeAll(async () => {
  d = await startFakeDesktop()
})
afterAll(() => d.app.remove())

describe('what the page gets', () => {
  test.each(['app://otasuke/index.html', 'app://otasuke/', 'app://otasuke/assets/page.js'])(
    '%s, with the strict policy',
    async (url) => {
      const response = await d.session.fetch(url)
      expect(response.status).toBe(200)
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    },
  )
  test.each([
    'app://otasuke/../secret.txt',
    'app://otasuke/..%2f..%2fsecret.txt',
    'app://otasuke/%2e%2e/%2e%2e/secret.txt',
    'app://otasuke/..%5c..%5csecret.txt',
    'app://otasuke/C:%5cWindows%5cwin.ini',
    'app://otasuke/index.html%00.js',
    'app://otasuke/%zz',
    'app://otasuke/missing.js',
    'app://elsewhere/index.html',
  ])('%s is not found', async (url) => {
    expect((await d.session.fetch(url)).status).toBe(404)
  })
  test('nothing but reading is possible', async () => {
    expect((await d.session.fetch('app://otasuke/index.html', { method: 'POST' })).status).toBe(405)
  })
})

test('no address whatever leads out of the folder', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '/', '\\', 'index.html', 'a.js', '%00'),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const file = fileOfAddress(`app://otasuke/${parts.join('/')}`, '/srv/page')
      if (file !== null) expect(file.startsWith(`/srv/page${sep}`)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
