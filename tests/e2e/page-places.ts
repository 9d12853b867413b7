import type { Page } from '@playwright/test'
import type { AskName } from '../../main/contract/api.ts'
import { Failure } from '../../main/contract/failure.ts'
import { defaultSettings, type Settings } from '../../main/contract/settings.ts'
import type { PageServer } from '../fakes/page-server.ts'
import { type PageStateName, pageStates } from '../fakes/page-states.ts'

/** A screen in a state that looks different. */
export type Place = {
  state: PageStateName
  hash: string
  /** What distinguishes it from the same screen in the same state, for its name. */
  as?: string
  /** Test ids to press, in order, after it is open. */
  press?: readonly string[]
  /** Every call fails. */
  fails?: boolean
  /** These calls get no answer. */
  waits?: readonly AskName[]
}

const place = (state: PageStateName, hash: string, more: Omit<Place, 'state' | 'hash'> = {}): Place => ({
  state,
  hash: `#/${hash}`,
  ...more,
})

/** Every screen of the page in every state that looks different: what looks, words and readers are tested over. */
export const places: readonly Place[] = [
  place('firstRun', 'home'),
  place('firstRun', 'home', { as: 'send', press: ['first-run-next'] }),
  place('firstRun', 'home', { as: 'desk', press: ['first-run-next', 'first-run-next'] }),
  place('fine', 'home'),
  place('starting', 'home'),
  place('partlySeen', 'home'),
  place('blind', 'home'),
  place('urgent', 'home'),
  place('check', 'home'),
  place('busyWeek', 'home'),
  place('deskDown', 'home'),
  place('trouble', 'home'),
  place('veryLong', 'home'),
  place('fine', 'alerts'),
  place('urgent', 'alerts'),
  place('veryLong', 'alerts'),
  place('urgent', 'alerts/alert-1'),
  place('urgent', 'alerts/alert-2'),
  place('urgent', 'alerts/alert-3'),
  place('urgent', 'alerts/alert-3', { as: 'told', press: ['option-told'] }),
  place('urgent', 'alerts/nobody'),
  place('paused', 'alerts/alert-1'),
  place('asked', 'alerts/alert-1'),
  place('veryLong', 'alerts/alert-1'),
  place('urgent', 'ask/consultation/alert-1'),
  place('provider', 'ask/dispatch/alert-1'),
  place('fine', 'ask/dispatch', { as: 'missing', press: ['request-send'] }),
  place('urgent', 'ask/consultation/alert-1', { as: 'opened', press: ['request-details'] }),
  place('urgent', 'ask/consultation/alert-1', { as: 'photos', press: ['request-photos'] }),
  place('fine', 'requests'),
  place('provider', 'requests'),
  place('asked', 'requests/request-1'),
  place('asked', 'requests/request-1', { as: 'visit-form', press: ['visit-open'] }),
  place('asked', 'requests/request-1', { as: 'cancel', press: ['request-cancel'] }),
  place('provider', 'requests/request-1'),
  place('engineer', 'requests/request-1'),
  place('engineer', 'requests/request-1', { as: 'more-photos', press: ['files-add'] }),
  place('deskDown', 'requests/request-1'),
  place('cancelled', 'requests/request-1'),
  place('veryLong', 'requests/request-1'),
  place('fine', 'requests/nobody'),
  place('fine', 'help'),
  place('provider', 'help'),
  place('fine', 'help/fake-warning'),
  place('fine', 'help/fake-warning', { as: 'closed', press: ['close-screen-button'] }),
  place('partlySeen', 'help/fake-warning', { as: 'offer', press: ['close-screen-button'] }),
  place('provider', 'help/files-locked'),
  place('fine', 'help/voice-phishing', { as: 'other-ways', press: ['other-ways'] }),
  place('fine', 'help/mis-sent'),
  place('fine', 'help/lost/dispatch'),
  place('fine', 'genuine'),
  place('urgent', 'genuine'),
  place('fine', 'genuine', { as: 'failed', fails: true }),
  place('fine', 'checks'),
  place('checked', 'checks'),
  place('checked', 'checks', { as: 'good', press: ['checks-good'] }),
  place('checking', 'checks'),
  place('fine', 'papers'),
  place('urgent', 'papers'),
  place('provider', 'papers/alert-1'),
  place('trouble', 'papers/alert-2', { as: 'failed', fails: true }),
  place('fine', 'papers/nobody'),
  place('fine', 'check-sheet'),
  place('checked', 'check-sheet'),
  place('checked', 'check-sheet', { as: 'opened', press: ['sheet-open-3-1-1-1'] }),
  place('fine', 'clock'),
  place('urgent', 'clock/alert-1'),
  place('fine', 'cut'),
  place('urgent', 'cut/alert-1', { as: 'cut', press: ['cut'] }),
  place('fine', 'drill'),
  place('drills', 'drill'),
  place('drills', 'drill/drill-1'),
  place('drills', 'drill/drill-2'),
  place('fine', 'drill/nobody'),
  place('urgent', 'evidence/alert-1'),
  place('urgent', 'evidence/alert-1', { as: 'waiting', waits: ['evidence.list'] }),
  place('urgent', 'evidence/alert-1', { as: 'failed', fails: true }),
  place('provider', 'hand-over/alert-1'),
  place('fine', 'hand-over/nobody'),
  place('fine', 'statistics'),
  place('urgent', 'statistics'),
  place('fine', 'statistics', { as: 'failed', fails: true }),
  place('fine', 'contract'),
  place('provider', 'contract'),
  place('fine', 'settings'),
  place('fine', 'network'),
  place('busyWeek', 'network'),
  place('fine', 'changes'),
  place('fine', 'crash-reports'),
  place('fine', 'crash-reports', { as: 'failed', fails: true }),
  place('fine', 'more'),
]

/** A file name for a place. */
export const nameOf = ({ state, hash, as }: Place): string =>
  [state, hash.replace('#/', '').replaceAll('/', '-'), as].filter(Boolean).join('-')

/** The places of one screen after the other. */
export const placesByScreen: ReadonlyMap<string, readonly Place[]> = Map.groupBy(
  places,
  ({ hash }) => hash.split('/')[1] ?? '',
)

/** Opens a hash in a state, with the user's own settings on top, and waits until it stands still. */
export const openPlace = async (
  page: Page,
  server: PageServer,
  state: PageStateName,
  hash: string,
  settings: Partial<Settings> = {},
): Promise<void> => {
  const snapshot = pageStates[state]
  server.set({ ...snapshot, settings: { ...(snapshot.settings ?? defaultSettings), ...settings } })
  await page.goto('about:blank')
  await page.goto(server.url + hash)
  await page.locator('main h1, main .nothing').first().waitFor()
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

/** Opens a place as the list tells it. */
export const visit = async (page: Page, server: PageServer, at: Place): Promise<void> => {
  server.failWith(at.fails ? new Failure('internal', 'made up for a test') : null)
  server.holdBack(at.waits ?? [])
  await openPlace(page, server, at.state, at.hash)
  await calm(page, server)
  for (const testId of at.press ?? []) {
    const found = page.getByTestId(testId).first()
    const button = found.getByRole('button')
    await ((await button.count()) > 0 ? button.first() : found).click()
  }
  await calm(page, server)
}

const twoFrames = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

/** Waits until the screen has asked what it asks, has the answers, and has drawn them. */
export const calm = async (page: Page, server: PageServer): Promise<void> => {
  await twoFrames(page)
  while (server.busy() > 0) await page.waitForTimeout(5)
  await twoFrames(page)
}

/** Changes settings of the open page, as the settings screen does, and waits until they are drawn. */
export const changeSettings = async (
  page: Page,
  server: PageServer,
  change: Partial<Settings>,
): Promise<void> => {
  const settings = { ...server.snapshot().settings, ...change }
  server.change({ type: 'settings', settings })
  await page.waitForFunction(
    ([language, theme, size]) => {
      const { lang, dataset, style } = document.documentElement
      const readings = document.querySelector('main ruby') !== null
      return (
        lang.startsWith(language === 'en' ? 'en' : 'ja') &&
        readings === (language === 'ja-easy') &&
        dataset.theme === theme &&
        style.fontSize === `${size}%`
      )
    },
    [settings.language, settings.theme, settings.textSize] as const,
  )
  await calm(page, server)
}
