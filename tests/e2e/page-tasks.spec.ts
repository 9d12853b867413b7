import type { Page } from '@playwright/test'
import type { PageServer } from '../fakes/page-server.ts'
import { openPlace } from './page-places.ts'
import { expect, test } from './page-test.ts'

/** Counts what a person does: clicks, and screens seen (the first one too). Typing is not a click. */
const walk = (page: Page) => {
  const count = { clicks: 0, screens: 1 }
  return {
    count,
    click: async (testId: string) => {
      const before = page.url()
      await page.getByTestId(testId).first().click()
      count.clicks += 1
      await page.waitForTimeout(0)
      if (page.url() !== before) count.screens += 1
    },
    /** A button that sends: the screen changes when the core has answered. */
    send: async () => {
      await page.getByTestId('request-send').click()
      count.clicks += 1
      await expect(page.getByTestId('receipt')).toBeVisible()
      count.screens += 1
    },
  }
}
type Walk = ReturnType<typeof walk>

const firstStep = (page: Page) => expect(page.getByTestId('steps').locator('li').first()).toBeVisible()

/** The clerk's words, the way to the right first step (≤ 3 clicks), and what must then be on the screen. */
const questions: readonly (readonly [string, string, RegExp])[] = [
  ['a red screen says I have a virus', 'fake-warning', /電話をしません/],
  ['I typed my password on a strange page', 'phishing', /パスワードを変えます/],
  ['my files do not open any more', 'files-locked', /LANケーブルをぬき/],
  ['the boss wants money sent at once', 'fake-boss', /本人に電話/],
  ['I let a caller use my PC', 'remote-control', /電話を切り/],
  ['I left the PC on the train', 'lost', /まとめ役の人に知らせます/],
  ['strange mail goes out in our name', 'spam-from-us', /パスワードを変えます/],
]

for (const [task, situation, words] of questions) {
  test(`task: "${task}"`, async ({ page, server }) => {
    await openPlace(page, server, 'fine', '#/home')
    const w = walk(page)
    await w.click('nav-help')
    await w.click(`situation-${situation}`)
    await firstStep(page)
    await expect(page.getByTestId('steps')).toContainText(words)
    expect(w.count.clicks).toBeLessThanOrEqual(3)
  })
}

const askForVisit = async (page: Page, server: PageServer, w: Walk) => {
  await page.getByTestId('request-phone').fill('06-1234-5678')
  await w.send()
  expect(server.snapshot().requests[0]?.kind).toBe('dispatch')
  expect(w.count.screens).toBeLessThanOrEqual(5)
}

test('task: "I want someone to come tomorrow morning"', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/home')
  const w = walk(page)
  await w.click('nav-requests')
  await w.click('ask-dispatch')
  expect(w.count.clicks).toBeLessThanOrEqual(3)
  await page.getByTestId('request-text').fill('明日の朝に来てほしいです。')
  await askForVisit(page, server, w)
  expect(server.snapshot().requests[0]?.text).toContain('明日の朝')
})

test('task: "a warning came up, send someone"', async ({ page, server }) => {
  await openPlace(page, server, 'check', '#/home')
  const w = walk(page)
  await w.click('home-main')
  await firstStep(page)
  expect(w.count.clicks).toBeLessThanOrEqual(3)
  await w.click('ask-dispatch')
  await askForVisit(page, server, w)
  expect(server.snapshot().requests[0]?.alertId).toBe('alert-2')
})

test('task: "something is odd, I want to ask somebody"', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/home')
  const w = walk(page)
  await w.click('home-main')
  expect(w.count.clicks).toBeLessThanOrEqual(3)
  await page.getByTestId('request-text').fill('音がします。')
  await w.send()
  expect(w.count.screens).toBeLessThanOrEqual(5)
  expect(server.snapshot().requests[0]?.kind).toBe('consultation')
})
