import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type AppProcess, office, readLinks, startApp } from './app-process.ts'

let app: AppProcess | null = null
test.afterEach(async () => {
  await app?.stop()
  app = null
})

test('a report of when the app stopped: read, agreed to, and exactly that at the desk', async ({
  browser,
}, info) => {
  const place = office(3)
  const reports = join(place.data, 'crash-reports')
  mkdirSync(reports, { recursive: true })
  writeFileSync(
    join(reports, '2026-11-22T08-11-04.512Z-page.txt'),
    'part: page\nreason: crashed (5)\npassword=geheim1\n',
  )
  app = startApp(place.data, place.docs)
  const links = await readLinks(app)
  const page = await (await browser.newContext()).newPage()
  await page.goto(links.page)
  await expect(page.getByTestId('overall')).toBeVisible()
  await page.evaluate(() => {
    location.hash = '#/crash-reports'
  })
  await page.getByTestId('crash-send').click()
  const shown = await page.getByTestId('crash-text').textContent()
  expect(shown).toContain('reason: crashed (5)')
  expect(shown).not.toContain('geheim1')
  await page.screenshot({ path: info.outputPath('asking.png'), fullPage: true })
  await page.getByTestId('crash-send-not').click()
  await expect(page.getByTestId('crash-text')).toBeHidden()

  await page.getByTestId('crash-send').click()
  await page.getByTestId('crash-send-now').click()
  await expect(page.getByTestId('file')).toHaveAttribute('data-delivery', 'delivered')
  await page.screenshot({ path: info.outputPath('sent.png'), fullPage: true })

  const operator = await (await browser.newContext({ acceptDownloads: true })).newPage()
  await operator.goto(links.operator)
  // The one that was given up has left nothing.
  await expect(operator.locator('a.entry')).toHaveCount(1)
  await operator.locator('a.entry').first().click()
  const download = operator.waitForEvent('download')
  await operator.getByRole('link', { name: /crash-.*page\.txt/ }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(shown)
})
