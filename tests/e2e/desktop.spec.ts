import { rmSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { untilGuarding } from '../fakes/electron/app-on-fake.ts'
import { encrypt, office } from './app-process.ts'
import { type DesktopPage, openDesktopPage } from './desktop-page.ts'

let desktop: DesktopPage | null = null
let place: ReturnType<typeof office>
test.beforeEach(() => {
  place = office()
})
test.afterEach(async () => {
  await desktop?.stop()
  desktop = null
  rmSync(place.top, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

test('the main job over the IPC binding: alert, visit, operator, answer – on the page and in the tray', async ({
  browser,
}) => {
  desktop = await openDesktopPage(browser, place)
  const { page, app } = desktop
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (m) => {
    if (m.type() === 'error') errors.push(m.text())
  })
  await expect(page.getByTestId('overall')).toBeVisible()
  await untilGuarding(app)
  await encrypt(place, place.files.slice(0, 10))
  await expect(page.getByTestId('overall')).toHaveAttribute('data-level', 'urgent', { timeout: 2000 })
  await app.until((v) => v.tray?.image.endsWith('urgent.png') === true)

  await app.tell({ do: 'press', label: '来てほしい' })
  await expect(page).toHaveURL(/#\/ask\/dispatch/)
  await page
    .locator('input[data-testid=request-phone], [data-testid=request-phone] input')
    .first()
    .fill('06-1234-5678')
  await page.getByTestId('request-send').click()
  const receipt = (await page.getByTestId('receipt').textContent())?.match(/\d{4}-[0-9A-Z]{4}/)?.[0]
  expect(receipt).toBeTruthy()
  await expect(page.getByTestId('delivery')).toContainText('とどきました')

  await app.tell({ do: 'press', label: '練習用の窓口の画面' })
  const { opened } = await app.until((v) => v.opened.length > 0)
  const operator = await (await browser.newContext()).newPage()
  await operator.goto(opened[0]!)
  await operator.locator('a.entry').first().click()
  await expect(operator.getByText(receipt!).first()).toBeVisible()
  await operator.getByLabel('行く日と時間').fill('24日(火)10時')
  await operator.getByRole('button', { name: '訪問予定' }).first().click()
  await expect(page.getByText('24日(火)10時').first()).toBeVisible()
  await app.until((v) => v.tray?.labels.includes(`窓口: 訪問予定(${receipt})`) === true)
  // Nothing of the page was stopped by the strict policy.
  expect(errors).toEqual([])
})

test('the page cannot leave, and says so to nobody', async ({ browser }) => {
  desktop = await openDesktopPage(browser, place)
  const { page, app } = desktop
  await expect(page.getByTestId('overall')).toBeVisible()
  const blocked = await page.evaluate(async () => {
    const inline = document.createElement('script')
    inline.textContent = 'window.__inline = true'
    document.body.append(inline)
    const foreign = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'stopped',
    )
    return { inline: '__inline' in window, foreign }
  })
  expect(blocked).toEqual({ inline: false, foreign: 'stopped' })
  await app.tell({ do: 'open', url: 'https://example.com/' })
  expect((await app.view()).opened).toEqual([])
})
