import { type Browser, expect, type Page, test } from '@playwright/test'
import { type AppProcess, encrypt, office, readLinks, startApp } from './app-process.ts'

let app: AppProcess | null = null
test.afterEach(async () => {
  await app?.stop()
  app = null
})

const start = async (browser: Browser, place: ReturnType<typeof office>) => {
  app = startApp(place.data, place.docs)
  const links = await readLinks(app)
  const page = await (await browser.newContext()).newPage()
  await page.goto(links.page)
  await expect(page.getByTestId('overall')).toBeVisible()
  return { page, operatorLink: links.operator }
}

/** Other watchers may have something to say as well: that this app itself was killed, for one. */
const ransomwareRow = (page: Page) => page.getByTestId('alert-row').filter({ hasText: 'docs' })

const phoneField = (page: Page) =>
  page.locator('input[data-testid=request-phone], [data-testid=request-phone] input').first()

/** The guard knows the documents once it has looked at them all. */
const waitUntilWatching = async (page: Page) => {
  await expect(page.getByTestId('practice-banner')).toBeVisible()
  await page.waitForTimeout(1500)
}

test('ten documents are destroyed: the card, the visit, the operator, the answer – nothing in between is made up', async ({
  browser,
}) => {
  const place = office()
  const { page, operatorLink } = await start(browser, place)
  await waitUntilWatching(page)

  await encrypt(place, place.files.slice(0, 10))
  await expect(page.getByTestId('overall')).toHaveAttribute('data-level', 'urgent', { timeout: 2000 })
  await page.getByTestId('nav-alerts').click()
  const row = ransomwareRow(page)
  await expect(row).toContainText('docs')
  await row.click()
  const card = page.getByTestId('alert-card')
  await expect(card).toContainText('次々にこわされています')
  await expect(card).toContainText('電源は切らないでください')

  await page.getByTestId('ask-dispatch').first().click()
  await phoneField(page).fill('06-1234-5678')
  await page.getByTestId('request-send').click()
  const receipt = (await page.getByTestId('receipt').textContent())?.match(/\d{4}-[0-9A-Z]{4}/)?.[0]
  expect(receipt).toBeTruthy()
  await expect(page.getByTestId('delivery')).toContainText('とどきました')

  const operator = await (await browser.newContext()).newPage()
  await operator.goto(operatorLink)
  await operator.locator('a.entry').first().click()
  await expect(operator.getByText(receipt!).first()).toBeVisible()
  await expect(operator.getByText('06-1234-5678').first()).toBeVisible()
  await expect(operator.getByText('次々にこわされています').first()).toBeVisible()
  await operator.locator('details summary').first().click()
  await expect(operator.getByText(/書類-000\d\d/).first()).toBeVisible()
  await operator.getByLabel('行く日と時間').fill('24日(火)10時')
  await operator.getByRole('button', { name: '訪問予定', exact: true }).click()
  await operator.getByLabel('返事を書く').fill('24日の朝にうかがいます。')
  await operator.getByRole('button', { name: '返事を送る' }).click()

  await expect(page.getByTestId('request-status')).toContainText('訪問予定')
  await expect(page.getByTestId('visit-at')).toContainText('24日(火)10時')
  await expect(page.getByTestId('messages')).toContainText('24日の朝にうかがいます。')
})

test('killed at any point and started again: alert and request are there, and the desk has them once', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const place = office()
  const first = await start(browser, place)
  await waitUntilWatching(first.page)
  await encrypt(place, place.files.slice(0, 10))
  await first.page.getByTestId('nav-alerts').click()
  await expect(ransomwareRow(first.page)).toHaveCount(1)
  await app!.kill()

  const second = await start(browser, place)
  await second.page.getByTestId('nav-alerts').click()
  await expect(ransomwareRow(second.page)).toHaveCount(1)
  await ransomwareRow(second.page).click()
  await second.page.getByTestId('ask-dispatch').first().click()
  await phoneField(second.page).fill('06-1234-5678')
  await second.page.getByTestId('request-send').click()
  await expect(second.page.getByTestId('receipt')).toBeVisible()
  // The very moment after the receipt: the request may or may not have reached the desk.
  await app!.kill()

  const third = await start(browser, place)
  await third.page.getByTestId('nav-requests').click()
  await expect(third.page.getByTestId('request-row')).toHaveCount(1)
  await third.page.getByTestId('request-row').click()
  await expect(third.page.getByTestId('delivery')).toContainText('とどきました')
  const operator = await (await browser.newContext()).newPage()
  await operator.goto(third.operatorLink)
  await expect(operator.locator('a.entry')).toHaveCount(1)
  await operator.locator('a.entry').click()
  await expect(operator.getByText('次々にこわされています').first()).toBeVisible()
})

test('ends cleanly on Ctrl+C', async ({ browser }) => {
  const place = office(3)
  await start(browser, place)
  expect(await app!.stop()).toBe(0)
  app = null
})
