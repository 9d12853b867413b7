import { spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { startDesk } from '../../desk/server.ts'
import { type AppProcess, emptyFolder, office, skipFirstRun, startApp } from './app-process.ts'

let app: AppProcess | null = null
test.afterEach(async () => {
  await app?.stop()
  app = null
})

const open = async (browser: Browser, running: AppProcess): Promise<Page> => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(await running.line(/(http:\S+\/enter\?ticket=\S+)/))
  await expect(page.getByTestId('overall')).toBeVisible()
  return page
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

test('the desk cannot be reached: kept, said, phone number shown – and sent once when it is back', async ({
  browser,
}) => {
  const port = await freePort()
  const dataDir = emptyFolder()
  skipFirstRun(dataDir)
  const profile = join(dataDir, 'profile.yaml')
  writeFileSync(
    profile,
    `schema: 1\nid: test\noperator: テスト商会\nservice: テスト見守り\ndesk: { url: 'http://127.0.0.1:${port}', phone: 06-9999-0000 }\n`,
  )
  app = startApp(dataDir, emptyFolder(), ['--profile', profile])
  const page = await open(browser, app)
  await page.goto(`${new URL(page.url()).origin}/#/ask/consultation`)
  await page
    .locator('input[data-testid=request-phone], [data-testid=request-phone] input')
    .first()
    .fill('06-1111-2222')
  await page.locator('textarea').first().fill('変なメールが来ました。')
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('receipt')).toContainText(/\d{4}-[0-9A-Z]{4}/)
  await expect(page.getByTestId('delivery')).toContainText('まだ')
  await expect(page.getByTestId('desk-phone').first()).toContainText('06-9999-0000')

  const desk = await startDesk({
    dataDir: emptyFolder(),
    port,
    practice: true,
    name: 'テスト窓口',
    log: { info() {}, warn() {}, error() {} },
    pageFolder: resolve('out/desk'),
  })
  try {
    await page.getByTestId('desk-retry').first().click()
    await expect(page.getByTestId('delivery')).toContainText('とどきました', { timeout: 20_000 })
    const operator = await (await browser.newContext()).newPage()
    await operator.goto(desk.operatorLink())
    await expect(operator.locator('a.entry')).toHaveCount(1)
  } finally {
    await desk.stop()
  }
})

test('damaged settings and records are put aside, said, and the app goes on', async ({ browser }) => {
  const { data, docs } = office(3)
  writeFileSync(join(data, 'config.json'), '{"language": "ja", "phone')
  writeFileSync(join(data, 'otasuke.sqlite'), 'not a database '.repeat(500))
  app = startApp(data, docs)
  const page = await open(browser, app).catch(async () => {
    // Without readable settings the first-run pages come back.
    throw new Error('the page did not open')
  })
  await expect(page.locator('[data-testid=host-notice][data-code=database-damaged]')).toBeVisible()
  await expect(page.locator('[data-testid=host-notice][data-code=settings-damaged]')).toBeVisible()
  const names = readdirSync(data)
  expect(names.some((n) => /^otasuke\.sqlite\.damaged-\d{8}-\d{6}$/.test(n))).toBe(true)
  expect(names.some((n) => /^config\.json\.damaged-\d{8}-\d{6}$/.test(n))).toBe(true)
})

test('a folder that cannot be written: said, and asking for help still works', async ({ browser }) => {
  const isRoot = process.getuid?.() === 0
  const nobody = { uid: 65534, gid: 65534 }
  const dataDir = join(emptyFolder(), 'data')
  mkdirSync(dataDir)
  skipFirstRun(dataDir)
  chmodSync(join(dataDir, '..'), 0o755)
  if (isRoot) chownSync(join(dataDir, 'config.json'), nobody.uid, nobody.gid)
  chmodSync(dataDir, isRoot ? 0o555 : 0o500)
  if (isRoot) {
    // Root can write anywhere, so the app runs as somebody else, who must be able to read the project.
    const readable = await new Promise((done) =>
      spawn(
        process.execPath,
        ['-e', `require('fs').readdirSync(${JSON.stringify(resolve('main'))})`],
        nobody,
      ).on('exit', (c) => done(c === 0)),
    )
    test.skip(!readable, 'another user cannot read this folder')
  }
  app = startApp(dataDir, emptyFolder(), [], isRoot ? nobody : {})
  const page = await open(browser, app)
  await expect(page.locator('[data-testid=host-notice][data-code=not-writable]')).toBeVisible()
  await page.goto(`${new URL(page.url()).origin}/#/ask/consultation`)
  await page
    .locator('input[data-testid=request-phone], [data-testid=request-phone] input')
    .first()
    .fill('06-1111-2222')
  await page.locator('textarea').first().fill('変なメールが来ました。')
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('receipt')).toContainText(/\d{4}-[0-9A-Z]{4}/)
  expect(existsSync(join(dataDir, 'otasuke.sqlite'))).toBe(false)
})
