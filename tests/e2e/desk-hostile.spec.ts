import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type RunningDesk, startDesk } from '../../desk/server.ts'
import { silentLog } from '../../main/ports/log.ts'
import { anAlert, aRequest } from '../fakes/desk-material.ts'
import { enrolBare } from '../fakes/provider-desk.ts'
import { setUpDesk } from './operator-page.ts'

const hostile = `"><img src=x onerror="window.owned=1"><script>window.owned=1</script>`

let desk: RunningDesk
let folder = ''
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'otasuke-desk-hostile-'))
  writeFileSync(join(folder, 'desk.yaml'), `name: ${JSON.stringify(hostile)}\nport: 0\n`)
  desk = await startDesk({ dataDir: folder, practice: false, name: '', log: silentLog })
})
test.afterEach(async () => {
  await desk.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('script in every text that the desk stores runs on no screen of the operator', async ({ page }) => {
  const noise: string[] = []
  page.on('pageerror', (error) => noise.push(error.message))
  // Told where a policy had to stop something: nothing may even get that far.
  page.on('console', (m) => {
    if (m.type() === 'error') noise.push(m.text())
  })
  await setUpDesk(page, desk.operatorUrl)
  await page.getByText('お客さまを足す').click()
  await page.getByLabel('お客さま番号').fill('K-0001')
  await page.getByLabel('会社の名前').fill(hostile)
  await page.getByRole('button', { name: '足す', exact: true }).click()
  await page.getByRole('button', { name: '登録の番号を作る' }).click()
  const pc = await enrolBare(desk.url, (await page.locator('.code strong').textContent()) ?? '', {
    computer: hostile,
    platform: hostile.slice(0, 20),
    appVersion: hostile.slice(0, 30),
  })
  const alert = anAlert({ kind: hostile, facts: { [hostile]: hostile }, evidence: { [hostile]: [hostile] } })
  const text = {
    contact: hostile.slice(0, 100),
    text: hostile,
    place: hostile,
    bestTime: hostile,
    receipt: hostile,
  }
  const request = aRequest({ alertId: alert.id, ...text })
  const put = await pc.call('PUT', `/v1/requests/${request.id}`, { request, alert, computer: hostile })
  expect(put.status).toBe(200)
  await pc.call('PUT', `/v1/alerts/${alert.id}`, { alert, computer: hostile })
  const message = { id: randomUUID(), from: 'user', name: hostile, text: hostile, at: request.createdAt }
  expect((await pc.call('POST', `/v1/requests/${request.id}/messages`, { message })).status).toBe(200)

  for (const screen of ['requests', 'alerts', 'customers', 'statistics', 'handovers', 'administration']) {
    await page.goto(`${desk.url}/operator/#/${screen}`)
    await expect(page.locator('main')).toBeVisible()
  }
  await page.goto(`${desk.url}/operator/#/requests`)
  await page.locator('a.entry').first().click()
  await expect(page.locator('.talk')).toContainText(hostile)
  await page.getByText('技術者が見るところ').first().click()
  await page.getByLabel('技術者の名前').fill(hostile)
  await page.getByRole('button', { name: 'この人にする' }).click()
  await expect(page.locator('.word')).toBeVisible()
  await page.reload()
  await expect(page.locator('.talk')).toContainText(hostile)
  expect(await page.evaluate(() => 'owned' in window)).toBe(false)
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
  expect(noise).toEqual([])
})
