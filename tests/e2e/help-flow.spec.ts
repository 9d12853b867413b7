import { type Browser, expect, test } from '@playwright/test'
import { type AppProcess, office, readLinks, startApp } from './app-process.ts'

let app: AppProcess | null = null
test.afterEach(async () => {
  await app?.stop()
  app = null
})

const start = async (browser: Browser) => {
  const place = office(3)
  app = startApp(place.data, place.docs)
  const links = await readLinks(app)
  const page = await (await browser.newContext()).newPage()
  await page.goto(links.page)
  await expect(page.getByTestId('overall')).toBeVisible()
  return { page, operatorLink: links.operator }
}

test('a visit: asked for, completed later, the word for the door on both sides', async ({
  browser,
}, info) => {
  const { page, operatorLink } = await start(browser)
  await page.goto(`${new URL(page.url()).origin}/#/ask/dispatch`)
  await page.getByTestId('request-phone').first().fill('06-1234-5678')
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('receipt')).toContainText(/\d{4}-[0-9A-Z]{4}/)
  await expect(page.getByTestId('call-promise')).toContainText('電話')
  await expect(page.getByTestId('delivery')).toContainText('とどきました')

  await page.getByTestId('visit-open').click()
  await page.getByTestId('visit-wish-1').fill('24日の午前')
  await page.getByTestId('visit-next').click()
  await page.getByTestId('visit-entry').fill('裏の入り口')
  await page.getByTestId('visit-next').click()
  await page.getByTestId('visit-attends').fill('田中')
  await page.getByTestId('visit-next').click()
  await page.getByTestId('option-yes').click()
  await page.getByTestId('visit-next').click()
  await expect(page.getByTestId('messages')).toContainText('24日の午前')
  await page.getByTestId('call-notYet').click()
  await expect(page.getByTestId('messages')).toContainText('電話がまだ来ません。')

  const operator = await (await browser.newContext()).newPage()
  await operator.goto(operatorLink)
  await operator.locator('a.entry').first().click()
  for (const said of ['裏の入り口', '田中', '電話がまだ来ません。'])
    await expect(operator.getByText(said).first()).toBeVisible()
  await operator.locator('input[name=name]').fill('山本')
  await operator.locator('form:has(input[name=name]) button').click()
  const word = await operator.locator('.word').textContent()
  await expect(page.getByTestId('engineer-name')).toHaveText('山本')
  await expect(page.getByTestId('engineer-word')).toHaveText(word!)
  await page.screenshot({ path: info.outputPath('wide.png'), fullPage: true })
  await page.setViewportSize({ width: 420, height: 900 })
  await page.screenshot({ path: info.outputPath('narrow.png'), fullPage: true })
})
