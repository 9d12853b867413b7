import { type Browser, expect, type Page, type Route, test } from '@playwright/test'
import { type AppProcess, office, readLinks, startApp } from './app-process.ts'

// People double-click, press again when nothing seems to happen, and lose an answer on its way: one request each.
let app: AppProcess | null = null
test.afterEach(async () => {
  await app?.stop()
  app = null
})
const start = async (browser: Browser, hash: string) => {
  const place = office(3)
  app = startApp(place.data, place.docs)
  const links = await readLinks(app)
  const page = await (await browser.newContext()).newPage()
  await page.goto(links.page)
  await expect(page.getByTestId('overall')).toBeVisible()
  await page.goto(`${new URL(page.url()).origin}/${hash}`)
  return page
}
const askIn = async (route: Route): Promise<string> =>
  (route.request().postDataJSON() as { name: string }).name
/** Lets calls of this name wait on their way. */
const slow = (page: Page, name: string, ms: number) =>
  page.route('**/api/call', async (route) => {
    if ((await askIn(route)) === name) await new Promise((done) => setTimeout(done, ms))
    await route.continue()
  })
/** How many requests there are, once nothing more is on its way. */
const asked = async (page: Page): Promise<number> => {
  await page.waitForTimeout(1500)
  await page.goto(`${new URL(page.url()).origin}/#/requests`)
  await expect(page.getByTestId('request-row').first()).toBeVisible()
  return page.getByTestId('request-row').count()
}

test('a double click on "come here" orders one visit', async ({ browser }) => {
  const page = await start(browser, '#/help/lost/dispatch')
  await page.getByTestId('request-phone').first().fill('06-1234-5678')
  await page.getByTestId('request-send').dblclick()
  await expect(page.getByTestId('receipt')).toBeVisible()
  expect(await asked(page)).toBe(1)
})

test('pressed again while it is being noted: one visit', async ({ browser }) => {
  const page = await start(browser, '#/help/files-locked/dispatch')
  await slow(page, 'incident.report', 600)
  await page.getByTestId('request-phone').first().fill('06-1234-5678')
  const send = page.getByTestId('request-send')
  // Two before anything is drawn, and one after: what the button's look alone would not stop.
  await send.evaluate((button) => {
    for (const _ of [1, 2]) button.closest('form')?.requestSubmit()
  })
  await expect(send).toBeDisabled({ timeout: 400 })
  await send.evaluate((button) => button.closest('form')?.requestSubmit())
  await expect(page.getByTestId('receipt')).toBeVisible()
  expect(await asked(page)).toBe(1)
})

test('an answer that got lost: sent again, it is the same visit and the same incident', async ({
  browser,
}) => {
  const page = await start(browser, '#/help/lost/dispatch')
  let lost = false
  await page.route('**/api/call', async (route) => {
    if (lost || (await askIn(route)) !== 'help.request') return route.continue()
    lost = true
    await route.fetch()
    await route.abort()
  })
  await page.getByTestId('request-phone').first().fill('06-1234-5678')
  await page.getByTestId('request-send').click()
  await expect(page.getByText('送れませんでした').first()).toBeVisible()
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('receipt')).toBeVisible()
  expect(await asked(page)).toBe(1)
  await page.goto(`${new URL(page.url()).origin}/#/alerts`)
  await expect(page.getByTestId('alert-row')).toHaveCount(1)
})

test('double clicks in the talk: no step is skipped, nothing is said twice', async ({ browser }) => {
  const page = await start(browser, '#/ask/dispatch')
  await page.getByTestId('request-phone').first().fill('06-1234-5678')
  await page.getByTestId('request-send').click()
  await page.getByTestId('visit-open').click()
  for (const step of ['1', '2', '3']) {
    await page.getByTestId('visit-next').dblclick()
    await expect(page.getByTestId('visit-form')).toHaveAttribute('data-step', step)
  }
  await page.getByTestId('visit-next').dblclick()
  await expect(page.getByTestId('message')).toHaveCount(1)
  await page.getByTestId('call-notYet').dblclick()
  await expect(page.getByTestId('message')).toHaveCount(2)
  await page.getByTestId('message-text').fill('うらの道から来てください。')
  await page.getByTestId('message-send').dblclick()
  await expect(page.getByTestId('message')).toHaveCount(3)
  // Words still take a double click: it marks them.
  await page.getByTestId('message-text').fill('うらの道')
  await page.getByTestId('message-text').dblclick()
  expect(await page.evaluate(() => String(getSelection()))).not.toBe('')
  await page.waitForTimeout(300)
  await expect(page.getByTestId('message')).toHaveCount(3)
})
