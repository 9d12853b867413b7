import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { type RunningDesk, startDesk } from '../../desk/server.ts'
import { silentLog } from '../../main/ports/log.ts'
import { anAlert, aRequest } from '../fakes/desk-material.ts'
import { type BarePc, enrolBare } from '../fakes/provider-desk.ts'
import { codeOfNewCustomer, setUpDesk } from './operator-page.ts'

let desk: RunningDesk
let folder = ''
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'otasuke-desk-page-'))
  writeFileSync(join(folder, 'desk.yaml'), 'name: テスト商工会 相談窓口\nport: 0\n')
  desk = await startDesk({ dataDir: folder, practice: false, name: '', log: silentLog })
})
test.afterEach(async () => {
  await desk.stop()
  rmSync(folder, { recursive: true, force: true })
})

const setUp = (page: Page): Promise<void> => setUpDesk(page, desk.operatorUrl)
const enrolCustomer = async (page: Page): Promise<BarePc> =>
  enrolBare(desk.url, await codeOfNewCustomer(page))

const ask = async (pc: BarePc, text: string) => {
  const alert = anAlert({ severity: 'urgent' })
  const request = aRequest({ alertId: alert.id, text })
  await pc.call('PUT', `/v1/requests/${request.id}`, { request, alert, computer: 'pc' })
  return request
}

test('from the set-up link to the engineer at the door', async ({ page }) => {
  await setUp(page)
  expect(page.url()).not.toContain('setup')
  const pc = await enrolCustomer(page)
  await page.getByRole('link', { name: '相談', exact: true }).click()
  await expect(page.getByText('いまは相談がありません。')).toBeVisible()
  // No reload: the request appears by itself.
  const request = await ask(pc, '<img src=x onerror="document.title=1">')
  await page.locator('a.entry').first().click()
  await expect(page.getByRole('link', { name: request.phone })).toHaveAttribute('href', 'tel:0600000000')
  await expect(page.getByText('<img src=x onerror')).toBeVisible()
  await page.getByLabel('技術者の名前').fill('佐藤')
  await page.getByRole('button', { name: 'この人にする' }).click()
  const word = await page.locator('.word').textContent()
  await page.getByRole('button', { name: '訪問予定' }).click()
  await expect(page.getByText('行く日と時間を書いてください。')).toBeVisible()
  await page.getByLabel('行く日と時間').fill('24日 10時')
  await page.getByRole('button', { name: '訪問予定' }).click()
  await expect(page.getByText('訪問は 24日 10時 です。')).toBeVisible()
  const { updates } = (await pc.call('GET', '/v1/updates')).body
  expect(updates[0].engineer).toEqual({ name: '佐藤', word })
  expect(updates.at(-1)).toMatchObject({ status: 'visit', visitAt: '24日 10時' })
})

test('signing out and in; a wrong password is told', async ({ page }) => {
  await setUp(page)
  await page.getByRole('button', { name: '出る' }).click()
  await page.getByLabel('名前', { exact: true }).fill('kanri')
  await page.getByLabel('パスワード').fill('wrong-password')
  await page.getByRole('button', { name: '入る' }).click()
  await expect(page.getByText('名前かパスワードがちがいます。')).toBeVisible()
  await page.getByLabel('パスワード').fill('tsuki-no-usagi-7')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '出る' })).toBeVisible()
})

test('no screen has a fault that axe knows, wide and narrow, and no script error', async ({ page }) => {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (m) => {
    if (m.type() === 'error') problems.push(m.text())
  })
  const look = async () => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    expect(sideways).toBe(false)
  }
  await setUp(page)
  const pc = await enrolCustomer(page)
  await ask(pc, 'x')
  for (const width of [1280, 420]) {
    await page.setViewportSize({ width, height: 800 })
    for (const screen of ['requests', 'alerts', 'customers', 'statistics', 'handovers', 'administration']) {
      await page.goto(`${desk.url}/operator/#/${screen}`)
      await expect(page.locator('main')).toBeVisible()
      await look()
    }
    await page.goto(`${desk.url}/operator/#/requests`)
    await page.locator('a.entry').first().click()
    await expect(page.locator('.phone')).toBeVisible()
    await page.getByText('技術者が見るところ').first().click()
    await look()
  }
  expect(problems).toEqual([])
})

type Seen = { tones: number; notices: string[] }
/** Watches the browser's own doors to the loudspeaker and the desktop; returns what went through them. */
const watchDoors = async (page: Page): Promise<() => Promise<Seen>> => {
  await page.addInitScript(() => {
    const seen = { tones: 0, notices: [] as string[] }
    Object.assign(globalThis, { seen })
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (when) {
      seen.tones += 1
      start.call(this, when)
    }
    class WatchedNotice {
      static permission = 'default'
      static async requestPermission() {
        WatchedNotice.permission = 'granted'
        return 'granted'
      }
      constructor(title: string) {
        seen.notices.push(title)
      }
      close() {}
    }
    Object.assign(globalThis, { Notification: WatchedNotice })
  })
  return () => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)
}

test('a new request rings and shows a notice, once, and only after the operator asked for it', async ({
  page,
}) => {
  const seen = await watchDoors(page)
  await setUp(page)
  const pc = await enrolCustomer(page)
  await page.getByRole('link', { name: '相談', exact: true }).click()
  await ask(pc, 'まだ静か')
  await expect(page.locator('a.entry')).toHaveCount(1)
  expect(await seen()).toEqual({ tones: 0, notices: [] })

  // The press itself sounds, so that the operator hears that it works.
  await page.getByRole('button', { name: '音で知らせる' }).click()
  await expect(page.getByRole('button', { name: '音で知らせています' })).toBeVisible()
  expect(await seen()).toEqual({ tones: 2, notices: [] })
  const request = await ask(pc, '鳴るはず')
  await expect(page.locator('a.entry')).toHaveCount(2)
  expect(await seen()).toEqual({ tones: 4, notices: ['新しい相談が届きました'] })

  // A later message of the same case is no new request.
  const message = { id: 'm1', from: 'user', name: '', text: '追加です', at: request.createdAt }
  await pc.call('POST', `/v1/requests/${request.id}/messages`, { message })
  await page.locator('a.entry').last().click()
  await expect(page.locator('.talk')).toContainText('追加です')
  expect(await seen()).toEqual({ tones: 4, notices: ['新しい相談が届きました'] })
})

test('requests that come while the line is cut ring once when the line is back; the first look does not', async ({
  page,
}) => {
  const seen = await watchDoors(page)
  await setUp(page)
  const pc = await enrolCustomer(page)
  await ask(pc, '先に来ていた')
  await page.goto(`${desk.url}/operator/#/requests`)
  await expect(page.locator('a.entry')).toHaveCount(1)
  await page.getByRole('button', { name: '音で知らせる' }).click()
  expect(await seen()).toEqual({ tones: 2, notices: [] })
  // Another language goes on with the same line.
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: '日本語' }).click()

  // The desk is started anew, and the way to it stays closed for this browser.
  await page.route('**/operator/api/**', (route) => route.abort())
  const port = Number(new URL(desk.url).port)
  await desk.stop()
  await expect(page.getByText('窓口の機械とつながりません。')).toBeVisible()
  desk = await startDesk({ dataDir: folder, port, practice: false, name: '', log: silentLog })
  await expect(async () => ask(pc, '切れている間の1つめ')).toPass()
  const second = await ask(pc, '切れている間の2つめ')
  expect(await seen()).toEqual({ tones: 2, notices: [] })
  await page.unroute('**/operator/api/**')
  await expect(page.locator('a.entry')).toHaveCount(3)
  await expect.poll(seen).toEqual({ tones: 4, notices: ['新しい相談が届きました'] })

  // The same requests are no news again: not by another list, not by a late word of the line.
  await pc.call('PUT', `/v1/requests/${second.id}`, { request: second, alert: null, computer: 'pc' })
  await ask(pc, '線がもどってから')
  await expect(page.locator('a.entry')).toHaveCount(4)
  await expect.poll(seen).toEqual({ tones: 6, notices: ['新しい相談が届きました', '新しい相談が届きました'] })
  await page.reload()
  await expect(page.locator('a.entry')).toHaveCount(4)
  expect(await seen()).toEqual({ tones: 0, notices: [] })
})

test('the queue and a reply by keyboard alone', async ({ page }) => {
  await setUp(page)
  const pc = await enrolCustomer(page)
  await ask(pc, 'x')
  await page.goto(`${desk.url}/operator/#/requests`)
  await expect(page.locator('a.entry')).toBeVisible()
  const tabTo = async (selector: string) => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab')
      if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return
    }
    throw new Error(`${selector} is not reached by Tab`)
  }
  await tabTo('a.entry')
  await page.keyboard.press('Enter')
  await expect(page.locator('.phone')).toBeVisible()
  await tabTo('textarea')
  await page.keyboard.type('お電話します')
  await tabTo('button[type=submit]')
  await page.keyboard.press('Space')
  await expect(page.locator('.talk .desk')).toContainText('お電話します')
})
