import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { type AppProcess, office, readLinks, startApp } from './app-process.ts'
import { coloursAt, isBlack, phonePhoto } from './photo.ts'

let app: AppProcess | null = null
test.afterEach(async () => {
  await app?.stop()
  app = null
})
test.use({
  launchOptions: {
    executablePath: process.env.OTASUKE_CHROMIUM ?? '/usr/bin/chromium',
    // The browser's own "which screen?" window is answered by itself, with a made-up screen.
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--auto-select-desktop-capture-source=Entire screen',
    ],
  },
})

const start = async (browser: Browser) => {
  const place = office(3)
  app = startApp(place.data, place.docs)
  const links = await readLinks(app)
  const page = await (await browser.newContext()).newPage()
  await page.goto(links.page)
  await expect(page.getByTestId('overall')).toBeVisible()
  return { page, operatorLink: links.operator, data: place.data }
}
const choosePhoto = async (page: Page, bytes: Buffer, name = '佐藤の診断書.jpg') => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('attach-photo').click()
  await (await chooser).setFiles({ name, mimeType: 'image/jpeg', buffer: bytes })
}
const open = async (page: Page, hash: string) => {
  await page.evaluate((h) => {
    location.hash = h
  }, hash)
}
const waitingFiles = (data: string): string[] =>
  existsSync(join(data, 'attachments')) ? readdirSync(join(data, 'attachments')) : []

test('a photo: blacked out by mouse and by keys, looked at, sent, and exactly that at the desk', async ({
  browser,
}, info) => {
  const { page, operatorLink, data } = await start(browser)
  await open(page, '#/ask/consultation')
  await page.getByTestId('request-phone').first().fill('06-1234-5678')
  await page.getByTestId('request-photos').getByRole('button').first().click()
  await choosePhoto(page, await phonePhoto(page))

  // With the mouse: the left upper corner.
  const canvas = page.getByTestId('picture-canvas')
  const place = (await canvas.boundingBox())!
  const at = (x: number, y: number) => [place.x + (x / 400) * place.width, place.y + (y / 300) * place.height]
  const drag = async (from: [number, number], to: [number, number]) => {
    await page.mouse.move(...(at(...from) as [number, number]))
    await page.mouse.down()
    await page.mouse.move(...(at(...to) as [number, number]), { steps: 4 })
    await page.mouse.up()
  }
  await drag([10, 10], [110, 90])
  await expect(page.getByTestId('picture-box')).toHaveCount(1)
  await drag([300, 200], [390, 290])
  await page.getByTestId('picture-undo').click()
  await expect(page.getByTestId('picture-box')).toHaveCount(1)
  // With keys: a box in the middle, moved to the right and made larger.
  await page.getByTestId('picture-add-box').focus()
  await page.keyboard.press('Enter')
  const second = page.getByTestId('picture-box').nth(1)
  await expect(second).toBeFocused()
  const before = Number(await second.getAttribute('x'))
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight')
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown')
  expect(Number(await second.getAttribute('x'))).toBeGreaterThan(before)
  await page.screenshot({ path: info.outputPath('editor.png'), fullPage: true })

  // Sending now would lose it: the page says so.
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('problem').last()).toContainText('とちゅう')
  await page.getByTestId('picture-use').click()
  const shown = page.getByTestId('picture')
  await expect(shown).toContainText('写真1.jpg')
  const seen = await shown
    .locator('img')
    .evaluate(async (img: HTMLImageElement) => {
      const bytes = new Uint8Array(await (await fetch(img.src).catch(() => null))!.arrayBuffer())
      return [...bytes]
    })
    .catch(() => null)
  const promised = await shown.getAttribute('data-sha256')
  if (seen) expect(createHash('sha256').update(Buffer.from(seen)).digest('hex')).toBe(promised)
  await page.screenshot({ path: info.outputPath('preview.png'), fullPage: true })
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('receipt')).toBeVisible()
  await expect(page.getByTestId('file')).toHaveAttribute('data-delivery', 'delivered')
  await expect(page.getByTestId('file')).toContainText('写真1.jpg')
  expect(waitingFiles(data)).toEqual([])
  await page.screenshot({ path: info.outputPath('request.png'), fullPage: true })

  const operator = await (await browser.newContext({ acceptDownloads: true })).newPage()
  await operator.goto(operatorLink)
  await operator.locator('a.entry').first().click()
  const download = operator.waitForEvent('download')
  await operator.getByRole('link', { name: /写真1\.jpg.*保存する/ }).click()
  const got = readFileSync(await (await download).path())
  await operator.screenshot({ path: info.outputPath('operator.png'), fullPage: true })
  expect(createHash('sha256').update(got).digest('hex')).toBe(promised)
  expect(got.toString('latin1')).not.toMatch(/Exif|GPS|Sato/)
  const { width, height, colours } = await coloursAt(page, got, [
    [60, 50],
    [220, 150],
    [60, 200],
    [370, 20],
    [345, 245],
  ])
  expect([width, height]).toEqual([400, 300])
  expect(isBlack(colours[0])).toBe(true)
  expect(isBlack(colours[1])).toBe(true)
  expect(colours[2]?.[0]).toBeGreaterThan(150)
  // The undone box left nothing.
  expect(colours[3]?.[1]).toBeGreaterThan(100)
  expect(colours[4]?.[1]).toBeGreaterThan(100)
})

test('what is no picture is said to be none; a removed photo and a left form leave nothing behind', async ({
  browser,
}) => {
  const { page, data } = await start(browser)
  await open(page, '#/ask/dispatch')
  await page.getByTestId('request-photos').getByRole('button').first().click()
  await choosePhoto(page, Buffer.from('%PDF-1.7 not a picture'), 'x.jpg')
  await expect(page.getByTestId('problem')).toContainText('この写真は読めません')
  await choosePhoto(page, Buffer.alloc(31 * 1024 * 1024), 'big.jpg')
  await expect(page.getByTestId('problem')).toContainText('大きすぎます')
  const photo = await phonePhoto(page)
  for (let i = 0; i < 2; i++) {
    await choosePhoto(page, photo)
    await page.getByTestId('picture-use').click()
    await expect(page.getByTestId('picture')).toHaveCount(i + 1)
  }
  expect(waitingFiles(data)).toHaveLength(2)
  await page.getByTestId('picture-remove').first().click()
  await expect.poll(() => waitingFiles(data).length).toBe(1)
  await open(page, '#/home')
  await expect.poll(() => waitingFiles(data).length).toBe(0)
})

test('a picture of the screen is taken only on the button, and can be added to a request later', async ({
  browser,
}, info) => {
  const { page } = await start(browser)
  await open(page, '#/ask/consultation')
  await page.getByTestId('request-phone').first().fill('06-1234-5678')
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('receipt')).toBeVisible()
  await page.getByTestId('files-add').getByRole('button').first().click()
  await page.getByTestId('attach-screen').click()
  await expect(page.getByTestId('picture-editor')).toBeVisible()
  await page.getByTestId('picture-use').click()
  await expect(page.getByTestId('picture')).toContainText('画面1.jpg')
  await page.screenshot({ path: info.outputPath('screen.png'), fullPage: true })
  await page.getByTestId('files-send').click()
  await expect(page.getByTestId('file')).toHaveAttribute('data-delivery', 'delivered')
})
