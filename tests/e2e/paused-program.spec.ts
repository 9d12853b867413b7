import type { Pause } from '../../main/contract/guard.ts'
import { pageStates, urgentAlert } from '../fakes/page-states.ts'
import { openPlace } from './page-places.ts'
import { expect, test } from './page-test.ts'

test('a stopped program has its three buttons as long as it stands still; that none could be stopped is said', async ({
  page,
  server,
}) => {
  await openPlace(page, server, 'paused', '#/alerts/alert-1')
  const part = page.getByTestId('paused-program')
  await expect(part.getByRole('button')).toHaveText([
    '止めたままにする',
    'わからない',
    '自分で始めたので、続ける',
  ])
  const program = { id: 'p1', name: 'updater.exe', pid: 4242 }
  const put = (pause: Pause) =>
    server.change({ type: 'alert', alert: { ...urgentAlert, evidence: { pause } } })
  put({ state: 'unsure', programs: [program] })
  await expect(part).toContainText('「相談する」を押して、窓口に聞いてください。')
  await expect(part.getByRole('button')).toHaveCount(3)
  put({ state: 'gone', programs: [program] })
  await expect(part).toContainText('もう動いていません')
  await expect(part.getByRole('button')).toHaveCount(0)
  put({ state: 'not-found', programs: [] })
  await expect(part).toContainText('まだ見つかりません')
  put({ state: 'not-possible', programs: [] })
  await expect(part).toContainText('プログラムを止められません')
})

test('the settings offer to stop programs only where that can be done', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/settings')
  await expect(page.getByTestId('settings-pause')).toBeVisible()
  server.set({ ...pageStates.fine, host: { ...pageStates.fine.host, platform: 'win32' } })
  await page.reload()
  await expect(page.getByTestId('settings-pause-impossible')).toContainText(
    '安全に止める方法が、Windowsにはありません',
  )
  await expect(page.getByTestId('settings-pause')).toHaveCount(0)
})
