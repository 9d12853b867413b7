import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { type AppProcess, emptyFolder, startApp } from './app-process.ts'
import { type DeskProgram, startDeskProgram } from './desk-program.ts'
import { codeOfNewCustomer, setUpDesk } from './operator-page.ts'

let app: AppProcess | null = null
let desk: DeskProgram | null = null
test.afterEach(async () => {
  await app?.stop()
  await desk?.stop()
  app = null
  desk = null
})

const pair = generateKeyPairSync('ed25519')
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const signer = resolve(import.meta.dirname, '../../scripts/sign.mjs')
/** The provider's own tool; the desk gives out what it has signed. */
const sign = (...args: string[]) =>
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', signer, ...args], {
    env: {
      ...process.env,
      OTASUKE_SIGNING_KEY: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  })

test('a customer of a real desk: code from the operator, first screens, request and answer, signed rules', async ({
  browser,
}) => {
  const records = emptyFolder()
  writeFileSync(join(records, 'desk.yaml'), 'name: みなと商工会議所 相談窓口\nphone: 06-0000-0000\nport: 0\n')
  desk = await startDeskProgram(records)
  const profile = join(emptyFolder(), 'profile.yaml')
  const textOf = (operator: string) =>
    [
      'schema: 1',
      'id: minato',
      `operator: ${operator}`,
      'service: お助け隊',
      'desk:',
      `  url: ${desk!.url}`,
      '  phone: 06-0000-0000',
      `  signingKey: ${JSON.stringify(publicKey)}`,
      '',
    ].join('\n')
  writeFileSync(profile, textOf('みなと商工会議所'))
  const updates = join(records, 'updates')
  mkdirSync(join(updates, 'rules'), { recursive: true })
  writeFileSync(join(updates, 'rules/one.yml'), 'title: one\n')
  sign('rules', join(updates, 'rules'), '1')
  writeFileSync(join(updates, 'profile.yaml'), textOf('みなと商工会議所 新しい名前'))
  sign('profile', join(updates, 'profile.yaml'), '1')

  const operator = await (await browser.newContext()).newPage()
  await setUpDesk(operator, desk.operator)
  const code = await codeOfNewCustomer(operator)
  expect(code).not.toBe('')

  const data = emptyFolder()
  const start = async () => {
    app = startApp(data, emptyFolder(), ['--profile', profile])
    const page = await (await browser.newContext()).newPage()
    await page.goto(await app.line(/(http:\S+\/enter\?ticket=\S+)/))
    return page
  }
  const page = await start()
  await page.getByTestId('first-run-next').click()
  await page.getByTestId('first-run-next').click()
  const field = page.locator('input[data-testid=first-run-code], [data-testid=first-run-code] input').first()
  await expect(page.getByTestId('first-run')).toContainText('みなと商工会議所')
  await field.fill(code)
  await page.getByTestId('first-run-finish').click()
  await expect(page.getByTestId('overall')).toBeVisible()
  await expect(page.getByTestId('practice-banner')).toHaveCount(0)

  await page.goto(`${new URL(page.url()).origin}/#/ask/consultation`)
  const phone = page.locator('input[data-testid=request-phone], [data-testid=request-phone] input').first()
  await phone.fill('06-1234-5678')
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('delivery')).toContainText('とどきました')
  const receipt = (await page.getByTestId('receipt').textContent())?.match(/\d{4}-[0-9A-Z]{4}/)?.[0]

  // The operator sees whose PC it is, and answers.
  await operator.getByRole('link', { name: '相談', exact: true }).click()
  await operator.locator('a.entry').first().click()
  await expect(operator.getByText(receipt!).first()).toBeVisible()
  await expect(operator.getByText('株式会社みなと製作所').first()).toBeVisible()
  await operator.locator('textarea').first().fill('お電話します')
  await operator.locator('form button[type=submit]').first().click()
  await expect(page.getByText('お電話します').first()).toBeVisible()

  // With a sign of life the PC hears of the rules and the profile, and keeps what is signed.
  const kept = (file: string) => {
    try {
      return readFileSync(join(data, file), 'utf8')
    } catch {
      return ''
    }
  }
  await expect.poll(() => kept('rules/desk.json'), { timeout: 20_000 }).toContain('title: one')
  await expect.poll(() => kept('desk-profile.json')).toContain('新しい名前')
  await app!.stop()
  const again = await start()
  await again.goto(`${new URL(again.url()).origin}/#/contract`)
  await expect(again.getByText('新しい名前').first()).toBeVisible()
})
