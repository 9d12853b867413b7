import { expect, test } from 'vitest'
import { createElectronNotifier } from '../../../../main/hosts/electron/notifier.ts'
import type { Notice } from '../../../../main/ports/notifier.ts'
import { createFakeElectron } from '../../../fakes/electron/electron.ts'

const notice = (change: Partial<Notice> = {}): Notice => ({
  id: 'alert-1',
  severity: 'urgent',
  title: '「経理」の書類が開けなくなっています',
  body: 'すぐ電話',
  actions: [
    { id: 'consultation', label: '相談する' },
    { id: 'dispatch', label: '来てほしい' },
  ],
  ...change,
})
const start = () => {
  const fake = createFakeElectron()
  fake.becomeReady()
  return { fake, notifier: createElectronNotifier(fake.electron) }
}

test('shows Japanese words with buttons; click and button come back by name', async () => {
  const { fake, notifier } = start()
  const heard: string[] = []
  expect(await notifier.show(notice(), (id) => heard.push(id))).toEqual({ shown: true, problem: null })
  const [shown] = fake.world.notifications
  expect(shown?.options).toMatchObject({
    title: '「経理」の書類が開けなくなっています',
    urgency: 'critical',
    timeoutType: 'never',
  })
  shown?.click()
  shown?.press(1)
  shown?.press(0)
  expect(heard).toEqual(['open', 'dispatch', 'consultation'])
})
test('a second notice of the same incident replaces the first', async () => {
  const { fake, notifier } = start()
  await notifier.show(notice({ title: 'a' }), () => {})
  await notifier.show(notice({ title: 'b' }), () => {})
  await notifier.show(notice({ id: 'other', title: 'c' }), () => {})
  expect(fake.world.notifications.map((n) => n.options.title)).toEqual(['b', 'c'])
  notifier.close()
  expect(fake.world.notifications).toEqual([])
})
test('says why a notice could not be shown', async () => {
  const { fake, notifier } = start()
  const shown = notifier.show(notice(), () => {})
  fake.world.failNextNotification = 'notifications are off for this app'
  expect(await shown).toEqual({ shown: false, problem: 'notifications are off for this app' })
})
test('before the app is ready Electron refuses, and so does the notifier', async () => {
  const { electron } = createFakeElectron()
  await expect(createElectronNotifier(electron).show(notice(), () => {})).rejects.toThrow(
    'before app is ready',
  )
})
