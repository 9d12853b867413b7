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
  // Before the button it is said what is not known: this is practice, there is no contract.
  await expect(page.getByTestId('dispatch-practice')).toBeVisible()
  await expect(page.getByTestId('dispatch-facts')).toContainText('契約のデータにありません')
  await page.getByTestId('request-phone').first().fill('06-1234-5678')
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('receipt')).toContainText(/\d{4}-[0-9A-Z]{4}/)
  await expect(page.getByTestId('call-promise')).toContainText('電話')
  await expect(page.getByTestId('delivery')).toContainText('とどきました')

  await page.getByTestId('visit-open').click()
  await page.getByTestId('visit-wish-1').fill('24日の午前')
  await page.getByTestId('visit-wish-2').fill('25日')
  await page.getByTestId('visit-wish-3').fill('いつでも')
  await page.getByTestId('visit-next').click()
  await page.getByTestId('visit-entry').fill('裏の入り口')
  await page.getByTestId('visit-parking').fill('前の道')
  await page.getByTestId('visit-attends').fill('田中')
  await page.getByTestId('visit-next').click()
  await page.getByTestId('visit-symptom').selectOption('files-locked')
  await page.getByTestId('visit-stopped').fill('請求書')
  await page.getByTestId('visit-next').click()
  // With the phone number's screen before these four it makes five.
  await expect(page.getByTestId('visit-form')).toHaveAttribute('data-step', '3')
  await page.getByTestId('visit-personalData').getByTestId('option-yes').click()
  await page.getByTestId('visit-lan').getByTestId('option-no').click()
  await page.getByTestId('visit-next').click()
  for (const said of ['24日の午前', '25日', 'いつでも', '前の道', 'ファイルが開けない', 'ネット: 切ってある'])
    await expect(page.getByTestId('messages')).toContainText(said)
  // Changed later: the form opens filled in, and goes again.
  await page.getByTestId('visit-open').click()
  await expect(page.getByTestId('visit-wish-2')).toHaveValue('25日')
  await page.getByTestId('visit-wish-2').fill('26日の午後')
  for (let i = 0; i < 4; i++) await page.getByTestId('visit-next').click()
  await expect(page.getByTestId('messages')).toContainText('26日の午後')
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
  await expect(page.getByTestId('status-at-received')).toContainText(/\d/)
  await page.screenshot({ path: info.outputPath('wide.png'), fullPage: true })
  await page.setViewportSize({ width: 420, height: 900 })
  await page.screenshot({ path: info.outputPath('narrow.png'), fullPage: true })
  await page.getByTestId('request-cancel').click()
  await page.getByTestId('request-cancel-yes').click()
  await expect(page.getByTestId('request-status')).toHaveAttribute('data-status', 'cancelled')
  await operator.reload()
  await expect(operator.getByText('取り消し').first()).toBeVisible()
})
