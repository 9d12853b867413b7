import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { type AppProcess, emptyFolder, skipFirstRun, startApp } from './app-process.ts'
import { readQr } from './qr-reading.ts'

let app: AppProcess | null = null
test.afterEach(async () => {
  await app?.stop()
  app = null
})

/** The app with a contract whose desk cannot be reached: everything here works without any network. */
const start = async (browser: Browser, dataDir = emptyFolder(), fresh = true) => {
  if (fresh) skipFirstRun(dataDir)
  const profile = join(dataDir, 'profile.yaml')
  writeFileSync(
    profile,
    '{schema: 1, id: t, operator: テスト商会, service: テスト見守り, desk: {url: "http://127.0.0.1:9", phone: 06-9999-0000, hours: 平日9時から17時}}',
  )
  app = startApp(dataDir, emptyFolder(), ['--profile', profile])
  const link = await app.line(/(http:\S+\/enter\?ticket=\S+)/)
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage()
  await page.goto(link)
  await expect(page.getByTestId('overall')).toBeVisible()
  return { page, dataDir }
}

const go = async (page: Page, hash: string) => {
  await page.evaluate((h) => {
    location.hash = h
  }, hash)
}

/** Something to write papers about, without waiting for a real one: an exercise, marked as such everywhere. */
const startDrill = async (page: Page): Promise<string> => {
  await go(page, '#/drill')
  await page.getByTestId('drill-start').click()
  await expect(page.getByTestId('drill')).toContainText('【訓練】')
  return new URL(page.url()).hash.split('/').at(-1)!
}

const download = async (page: Page, testId: string): Promise<{ name: string; file: string }> => {
  const waiting = page.waitForEvent('download')
  await page.getByTestId(testId).click()
  const got = await waiting
  return { name: got.suggestedFilename(), file: await got.path() }
}

/** Opens a paper as a person does, waits until it can be read, and saves it. */
const savePaper = async (page: Page, kind: string, id: string | null = null) => {
  await go(page, `#/paper/${kind}${id ? `/${id}` : ''}`)
  await expect(page.getByTestId('sheet')).toBeVisible({ timeout: 20_000 })
  return download(page, 'preview-save')
}

const wordsOf = (file: string): string =>
  spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout.replace(/\s/g, '')

const photo = join(import.meta.dirname, '../../assets/icons/linux/256x256.png')
/** Chooses a picture as a person does; the page makes it smaller and puts it into the record. */
const addPhoto = async (page: Page, name: string) => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('record-photo').click()
  await (await chooser).setFiles({ name, mimeType: 'image/png', buffer: readFileSync(photo) })
  await expect(page.getByTestId('record-picture').first()).toBeVisible({ timeout: 20_000 })
}
const addPhotoTo = async (page: Page, id: string, name: string) => {
  await go(page, `#/papers/${id}`)
  await addPhoto(page, name)
}

const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0

test('the record: five steps, ticks with a name, a note and a photo; changed behind its back it says so', async ({
  browser,
}) => {
  const { page, dataDir } = await start(browser)
  const id = await startDrill(page)
  await go(page, `#/papers/${id}`)
  for (const step of ['report', 'first', 'investigate', 'recover', 'final'])
    await expect(page.getByTestId(`record-${step}`)).toBeVisible()
  await page.locator('input[data-testid=record-who]').fill('髙橋')
  await page.getByTestId('record-tick').first().getByTestId('option-unknown').click()
  await expect(page.getByTestId('record-first')).toContainText('わかりません')
  await expect(page.getByTestId('record-first')).toContainText('髙橋')
  await page.getByTestId('record-step').getByTestId('option-recover').click()
  await page.locator('textarea[data-testid=record-note]').fill('控えから戻しました。')
  await page.getByTestId('record-save').click()
  await expect(page.getByTestId('record-recover')).toContainText('控えから戻しました。')
  await addPhoto(page, 'IMG_0012 画面.png')
  await expect(page.getByTestId('record-recover')).toContainText('IMG_0012 画面.png')
  await expect(page.getByTestId('record-recover').getByTestId('record-picture')).toBeVisible()
  await expect(page.getByTestId('record-chain')).toContainText('書いたときのまま')

  const db = new DatabaseSync(join(dataDir, 'otasuke.sqlite'))
  db.exec('DROP TRIGGER record_no_update')
  db.prepare("UPDATE record SET data = replace(data, '控え', '別の') WHERE alert_id = ?").run(id)
  db.close()
  await page.reload()
  await expect(page.getByTestId('record-chain')).toContainText('書きかえられています')
})

test('papers are read first, then come as PDF and as data; the wall card has readings', async ({
  browser,
}) => {
  test.skip(!hasPoppler, 'pdftotext is missing')
  const { page } = await start(browser)
  await go(page, '#/papers')
  await page.getByTestId('paper-emergency-card').click()
  await expect(page.getByTestId('sheet')).toContainText('06-9999-0000', { timeout: 20_000 })
  await page.locator('input[data-testid=fact-bank]').fill('さくら銀行 06-1111-2222')
  await page.getByTestId('facts-save').click()
  await expect(page.getByTestId('sheet')).toContainText('06-1111-2222', { timeout: 20_000 })
  const card = await download(page, 'preview-save')
  expect(card.name).toMatch(/^緊急連絡カード_\d{4}-\d\d-\d\d\.pdf$/)
  const words = wordsOf(card.file)
  expect(words).toContain('06-9999-0000')
  expect(words).toContain('06-1111-2222')
  expect(words).toContain('でんげん')
  for (const kind of ['statement', 'monthly-report']) {
    const { file } = await savePaper(page, kind)
    expect(spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout).toMatch(/Pages:\s+1\n/)
  }
  await go(page, '#/paper/statement')
  await expect(page.getByTestId('sheet')).toBeVisible({ timeout: 20_000 })
  const data = await download(page, 'preview-data')
  expect(data.name).toMatch(/\.json$/)
  expect(JSON.parse(readFileSync(data.file, 'utf8'))).toMatchObject({ schema: 1, kind: 'statement' })
})

test('what a paper lacks is asked below it, stays in the record, and is on the other papers too', async ({
  browser,
}) => {
  test.skip(!hasPoppler, 'pdftotext is missing')
  const { page } = await start(browser)
  const id = await startDrill(page)
  await addPhotoTo(page, id, '画面.png')
  await go(page, `#/paper/claim-pack/${id}`)
  await expect(page.getByTestId('sheet')).toContainText('不明', { timeout: 20_000 })
  await page.locator('input[data-testid=fact-company]').fill('𠮷野商店 髙﨑')
  await page.locator('textarea[data-testid=fact-workStopped]').fill('受注と出荷 🚨')
  await page.locator('input[data-testid=fact-policeNumber]').fill('大阪-1234')
  await page.getByTestId('facts-save').click()
  await expect(page.getByTestId('sheet')).toContainText('大阪-1234', { timeout: 20_000 })
  await expect(page.getByTestId('sheet').getByTestId('record-picture')).toBeVisible()
  const claim = await download(page, 'preview-save')
  const words = wordsOf(claim.file)
  expect(words).toContain('𠮷野商店')
  expect(words).toContain('受注と出荷〓')
  expect(words).toContain('この紙に出せない字です')
  expect(words).toContain('画面.png')
  expect(spawnSync('pdfimages', ['-list', claim.file], { encoding: 'utf8' }).stdout).toMatch(/jpeg/)
  const flash = await savePaper(page, 'flash-report', id)
  expect(wordsOf(flash.file)).toContain('受注と出荷')
  await go(page, `#/papers/${id}`)
  await expect(page.getByTestId('record-investigate')).toContainText('大阪-1234')
})

test('the card on the wall becomes old when its numbers change, and the app says so', async ({ browser }) => {
  const first = await start(browser)
  await savePaper(first.page, 'emergency-card')
  await app?.stop()
  const file = join(first.dataDir, 'config.json')
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), phone: '06-3333-4444' }))
  const { page } = await start(browser, first.dataDir, false)
  await go(page, '#/alerts')
  await expect(page.getByText('「緊急連絡カード」が古くなりました').first()).toBeVisible()
  await savePaper(page, 'emergency-card')
  await go(page, '#/home')
  await expect(page.getByText('「緊急連絡カード」が古くなりました')).toHaveCount(0)
})

test('the hand-over: the codes on the screen and on the sheet hold the case itself', async ({ browser }) => {
  const { page } = await start(browser)
  const id = await startDrill(page)
  await go(page, `#/hand-over/${id}`)
  const number = (await page.getByTestId('case-number').textContent())!.trim().split(' ').at(-1)!
  const story = await readQr(page, page.getByTestId('qr').nth(0).locator('svg'))
  expect(story).toContain(number)
  expect(story).toContain('06-9999-0000')
  expect(story).toContain('【訓練】')
  const call = await readQr(page, page.getByTestId('qr').nth(1).locator('svg'))
  expect(call).toBe('tel:0699990000')
  const sheet = await savePaper(page, 'hand-over-sheet', id)
  expect(readFileSync(sheet.file).subarray(0, 5).toString()).toBe('%PDF-')
})

test('the evidence: personal parts are left out, all can be read, nothing is packed without consent', async ({
  browser,
}) => {
  const { page } = await start(browser)
  const id = await startDrill(page)
  await go(page, `#/evidence/${id}`)
  await expect(page.getByTestId('evidence-alert.json')).toHaveAttribute('data-chosen', 'true', {
    timeout: 20_000,
  })
  await expect(page.getByTestId('evidence-programs.json')).toHaveAttribute('data-chosen', 'true')
  await expect(page.getByTestId('evidence-autostart.json')).toHaveAttribute('data-chosen', 'true')
  await expect(page.getByTestId('evidence-users.json')).toHaveAttribute('data-chosen', 'false')
  await expect(page.getByTestId('evidence-users.json')).toContainText('人の名前')
  await page.getByTestId('evidence-alert.json').getByRole('button').click()
  await expect(page.getByTestId('evidence-alert.json').locator('pre')).toContainText('"severity"')
  await expect(page.getByTestId('evidence-pack')).toBeDisabled()
  await page.getByTestId('evidence-consent').click()
  const zip = await download(page, 'evidence-pack')
  const files = unzipSync(readFileSync(zip.file))
  expect(Object.keys(files)).toContain('alert.json')
  expect(Object.keys(files)).not.toContain('users.json')
  expect(strFromU8(files['manifest.json']!)).toContain('sha256')
})

test('the dates move with the answers, and who was told stays in the record', async ({ browser }) => {
  const { page } = await start(browser)
  const id = await startDrill(page)
  await go(page, `#/clock/${id}`)
  await page.locator('input[data-testid=clock-known]').fill('2026-04-01')
  const dates = page.getByTestId('clock-dates')
  await expect(dates).toHaveAttribute('data-final', '2026-06-01')
  await page.getByTestId('clock-attack').getByTestId('option-no').click()
  await expect(dates).toHaveAttribute('data-final', '2026-04-30')
  await page.getByTestId('told-police').getByTestId('option-done').click()
  await go(page, `#/papers/${id}`)
  await expect(page.getByTestId('record-report')).toContainText('警察に知らせました')
  await go(page, `#/clock/${id}`)
  await expect(page.locator('input[data-testid=clock-known]')).toHaveValue('2026-04-01')
})

test('a drill is timed, attended and printed; the counts leave it out and wait for consent', async ({
  browser,
}) => {
  const { page } = await start(browser)
  const id = await startDrill(page)
  await page.getByTestId('drill-step').first().getByTestId('option-done').click()
  await page.locator('textarea[data-testid=drill-attended]').fill('髙橋\n田中')
  await page.getByTestId('drill-finish').click()
  await expect(page.getByTestId('drill-done')).toBeVisible()
  const { file } = await savePaper(page, 'drill-record', id)
  if (hasPoppler) {
    expect(wordsOf(file)).toContain('【訓練】訓練の記録')
    expect(wordsOf(file)).toContain('髙橋、田中')
  }
  await go(page, '#/statistics')
  await expect(page.getByTestId('statistics-consent').getByTestId('option-ask')).toHaveAttribute(
    'data-selected',
    'true',
  )
  await expect(page.getByTestId('statistics-none').or(page.getByTestId('statistics'))).toBeVisible()
  const csv = await download(page, 'statistics-csv')
  expect(readFileSync(csv.file, 'utf8')).toMatch(/^schema,size_band,month,kind,severity,count\r\n/)
  await page.getByTestId('statistics-consent').getByTestId('option-no').click()
  await page.reload()
  await expect(page.getByTestId('statistics-consent').getByTestId('option-no')).toHaveAttribute(
    'data-selected',
    'true',
  )
})

test('the check sheet keeps what staff said apart from what was measured, on screen and paper', async ({
  browser,
}) => {
  const { page } = await start(browser)
  await go(page, '#/check-sheet')
  await page.locator('input[data-testid=sheet-who]').fill('田中')
  const question = page.getByTestId('sheet-6-1-1-2')
  await page.getByTestId('sheet-open-6-1-1-2').getByRole('button').first().click()
  await question.getByTestId('option-yes').click()
  await page.getByTestId('sheet-save-6-1-1-2').click()
  await expect(question).toContainText('している(田中)')
  await page.reload()
  await expect(question).toContainText('している(田中)')
  const { file } = await savePaper(page, 'check-sheet')
  if (hasPoppler) expect(wordsOf(file)).toContain('している(田中)')
})

test('cutting off explains the cable first and says honestly what the app could do', async ({ browser }) => {
  const { page } = await start(browser)
  const id = await startDrill(page)
  await go(page, `#/cut/${id}`)
  await expect(page.getByTestId('steps').locator('li').first()).toContainText('LANケーブル')
  await expect(page.getByTestId('to-handOver')).toBeVisible()
  await expect(page.getByTestId('cut')).toBeEnabled()
})
