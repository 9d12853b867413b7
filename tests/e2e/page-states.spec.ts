import { Failure } from '../../main/contract/failure.ts'
import { startPageServer } from '../fakes/page-server.ts'
import { pageStates, urgentAlert } from '../fakes/page-states.ts'
import { openPlace } from './page-places.ts'
import { expect, test } from './page-test.ts'

test('the app ends: the page says so, keeps what it shows, and comes back by itself', async ({ page }) => {
  const server = await startPageServer(pageStates.urgent)
  const port = Number(new URL(server.url).port)
  await page.goto(`${server.url}#/alerts`)
  await expect(page.getByTestId('alert-row')).toHaveCount(3)
  await server.stop()
  await expect(page.getByTestId('line-trouble')).toContainText('アプリが止まっています')
  await expect(page.getByTestId('alert-row')).toHaveCount(3)
  const again = await startPageServer(pageStates.fine, undefined, port)
  await expect(page.getByTestId('line-trouble')).toHaveCount(0, { timeout: 20_000 })
  await expect(page.getByTestId('nothing')).toBeVisible()
  await again.stop()
})

test('a gap in the numbered changes leads to a new snapshot', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/home')
  server.set({ ...pageStates.urgent, seq: 7 })
  server.change({ type: 'alert', alert: urgentAlert })
  await expect(page.getByTestId('overall')).toHaveAttribute('data-level', 'urgent')
})

test('a click on a notification opens exactly that alert, and a reload stays there', async ({
  page,
  server,
}) => {
  await openPlace(page, server, 'urgent', '#/home')
  server.push('page.show', { page: 'alert', id: 'alert-2' })
  await expect(page.getByTestId('alert-card')).toHaveAttribute('data-alert', 'alert-2')
  await page.reload()
  await expect(page.getByTestId('alert-card')).toHaveAttribute('data-alert', 'alert-2')
  server.push('page.show', { page: 'ask-dispatch', id: null })
  await expect(page.getByTestId('request-phone')).toBeVisible()
})

test('what cannot be sent stays on the screen, with the reason', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/ask/dispatch')
  await page.getByTestId('request-send').click()
  await expect(page.getByText('電話番号を書いてください。')).toBeVisible()
  await page.getByTestId('request-phone').fill('電話')
  await page.getByTestId('request-send').click()
  await expect(page.getByText('数字と「-」だけで書いてください。')).toBeVisible()
  await page.getByTestId('request-phone').fill('06-1234-5678')
  server.failWith(new Failure('disk-full', 'no space'))
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('problem')).toContainText('空きがありません')
  await expect(page.getByTestId('request-phone')).toHaveValue('06-1234-5678')
  server.failWith(null)
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('receipt')).toBeVisible()
})

test('an answer, 「わからない」 too, is kept; a finished alert stays readable', async ({ page, server }) => {
  await openPlace(page, server, 'urgent', '#/alerts/alert-1')
  await page.getByTestId('option-unknown').click()
  await expect.poll(() => server.snapshot().alerts[0]?.answer).toBe('unknown')
  await page.getByTestId('alert-close').click()
  await expect.poll(() => server.snapshot().alerts[0]?.state).toBe('closed')
  await expect(page.getByTestId('alert-card')).toBeVisible()
  await page.getByTestId('alert-evidence').getByRole('button').click()
  await expect(page.getByText('guard-known-documents-destroyed')).toBeVisible()
})

test('language, text size and theme change at once', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/settings')
  await page.getByTestId('settings-text-size').getByText('200%').click()
  await expect(page.locator('html')).toHaveCSS('font-size', '32px')
  await page.getByTestId('settings-theme').getByTestId('option-dark').click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByTestId('settings-language').getByTestId('option-en').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.getByTestId('settings-language').getByTestId('option-ja-easy').click()
  await expect(page.locator('h1 rt')).toHaveText('せってい')
  expect(await page.locator('body').textContent()).not.toMatch(/[\uFFF9-\uFFFB]/)
})

test('the three first screens can be walked, and left', async ({ page, server }) => {
  await openPlace(page, server, 'firstRun', '#/home')
  for (const step of ['what', 'send']) {
    await expect(page.getByTestId('first-run')).toHaveAttribute('data-step', step)
    await page.getByTestId('first-run-next').click()
  }
  await page.getByTestId('first-run-finish').click()
  await expect(page.getByTestId('first-run')).toHaveCount(0)
  expect(server.snapshot().settings).toMatchObject({ firstRunDone: true, shareAlerts: 'ask' })
})

test('nothing moves for those who want no motion, and forced colours keep every border', async ({
  page,
  server,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' })
  await openPlace(page, server, 'urgent', '#/alerts/alert-1')
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  const border = await page
    .locator('.button.main')
    .first()
    .evaluate((e) => getComputedStyle(e).borderTopWidth)
  expect(Number.parseFloat(border)).toBeGreaterThanOrEqual(1)
})
