import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deskEngines } from '../fakes/desk-engines.ts'
import { anAlert, aRequest } from '../fakes/desk-material.ts'
import { testFolder, until } from '../fakes/desk-side.ts'
import { adminPerson, enrolBare, newCode, setUp, signIn, startProviderDesk } from '../fakes/provider-desk.ts'

const engines = deskEngines()
const day = 24 * 3600_000

describe.each(engines.names)('a desk on %s', (engine) => {
  test('forgets closed requests, their files and old alerts when their time is over; open ones stay', async () => {
    const options = { dataDir: testFolder(), config: { keepMonths: 6 }, ...engines.fresh(engine) }
    const inDays = (days: number) => () => new Date(Date.now() + days * day).toISOString()
    const files = () => {
      const folder = join(options.dataDir, 'attachments')
      return existsSync(folder) ? readdirSync(folder, { recursive: true }).length : 0
    }
    const first = await startProviderDesk(options)
    const admin = await setUp(first)
    const pc = await enrolBare(first.url, (await newCode(admin)).code)
    const [closed, open] = [aRequest({ text: '済み' }), aRequest({ text: 'まだ' })]
    const [ofClosed, ofOpen] = [anAlert(), anAlert()]
    for (const [request, alert] of [
      [closed, ofClosed],
      [open, ofOpen],
    ] as const)
      await pc.call('PUT', `/v1/requests/${request.id}`, { request, alert, computer: 'pc' })
    const bytes = Buffer.from('picture')
    const path = `/v1/requests/${closed.id}/attachments/${randomUUID()}`
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await pc.call('PUT', path, { name: 'a.png', size: bytes.length, sha256 })
    expect((await pc.call('PUT', `${path}/content?offset=0`, bytes)).status).toBe(200)
    const words = async (by: typeof admin) =>
      (await by.get('/operator/api/requests')).body.requests.map((r: { words: string }) => r.words).sort()
    const { requests } = (await admin.get('/operator/api/requests')).body
    const { ref } = requests.find((r: { words: string }) => r.words === '済み')
    await admin.post(`/operator/api/requests/${ref}/status`, { status: 'done' })
    expect(files()).toBeGreaterThan(0)
    await first.stop()

    // Within the time nothing goes. The desk cleans up when it starts: a moment lets a wrong clean-up show.
    const second = await startProviderDesk({ ...options, now: inDays(150) })
    const soon = await signIn(second.url, adminPerson.name, adminPerson.password)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await words(soon)).toEqual(['まだ', '済み'].sort())
    expect(files()).toBeGreaterThan(0)
    await second.stop()

    const third = await startProviderDesk({ ...options, now: inDays(400) })
    const later = await signIn(third.url, adminPerson.name, adminPerson.password)
    await until(async () => (await words(later)).length === 1 && files() === 0)
    expect(await words(later)).toEqual(['まだ'])
    // The alert of the open request is its evidence: it stays however old it is.
    const { alerts } = (await later.get('/operator/api/alerts')).body
    expect(alerts.map((a: { alert: { id: string } }) => a.alert.id)).toEqual([ofOpen.id])
    const audit = (await later.get('/operator/api/audit')).body.lines.map((l: { what: string }) => l.what)
    expect(audit).not.toContain('setup')
  })
})
