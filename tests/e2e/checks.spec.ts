import { type Browser, expect, type Page, test } from '@playwright/test'
import { type AppProcess, emptyFolder, skipFirstRun, startApp } from './app-process.ts'

let app: AppProcess | null = null
test.afterEach(async () => {
  await app?.stop()
  app = null
})

const openChecks = async (browser: Browser): Promise<Page> => {
  const dataDir = emptyFolder()
  skipFirstRun(dataDir)
  app = startApp(dataDir, emptyFolder())
  const page = await (await browser.newContext()).newPage()
  await page.goto(await app.line(/(http:\S+\/enter\?ticket=\S+)/))
  await expect(page.getByTestId('overall')).toBeVisible()
  await page.goto(`${new URL(page.url()).origin}/#/checks`)
  return page
}

/** Every text that `status` has shown, in order. */
const followStatus = (page: Page) =>
  page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    const look = () => {
      const text = document.querySelector('p[role=status]')?.textContent ?? ''
      if (text !== seen.at(-1)) seen.push(text)
    }
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })

test('今すぐ点検 shows how far it has come, then what this PC really answers', async ({ browser }) => {
  const page = await openChecks(browser)
  await followStatus(page)
  await page.getByTestId('check-run').click()
  await expect(page.getByTestId('check-run')).toBeDisabled()
  await expect(page.locator('[data-check=firewall]').first()).toBeAttached({ timeout: 45_000 })
  await expect(page.getByTestId('check-run')).toBeEnabled()
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  const done = seen.flatMap((text) => /(\d+)\D+(\d+)/.exec(text)?.slice(1).map(Number) ?? [])
  expect(done.length).toBeGreaterThan(2)
  expect(seen.at(-1)).toBe('')

  const rows = await page
    .getByTestId('check')
    .evaluateAll((all) => all.map((e) => [e.dataset.check, e.dataset.answer, e.textContent?.trim()]))
  expect(rows.length).toBeGreaterThan(10)
  // The app does start programs of this PC: no check may answer by a fault of its own.
  for (const [id, answer, text] of rows) {
    expect([id, answer]).toEqual([id, expect.stringMatching(/^(good|mend|unknown)$/)])
    expect([id, text]).not.toEqual([id, expect.stringContaining('アプリの中でうまくいきませんでした')])
  }
  // What somebody else mends says so, and has no button.
  for (const row of await page.locator('.check-desk').all())
    await expect(row.getByTestId('check-open')).toHaveCount(0)

  await expect(page.getByTestId('check-last')).toBeVisible()
  for (const width of [1280, 420]) {
    await page.setViewportSize({ width, height: 800 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    if (process.env.OTASUKE_LOOKS)
      await page.screenshot({ path: `${process.env.OTASUKE_LOOKS}/checks-${width}.png`, fullPage: true })
  }
  await page.getByTestId('checks-ask').click()
  await expect(page.getByTestId('request-send')).toBeVisible()
})
