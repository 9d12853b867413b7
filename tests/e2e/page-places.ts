import type { Page } from '@playwright/test'
import { defaultSettings, type Settings } from '../../main/contract/settings.ts'
import type { PageServer } from '../fakes/page-server.ts'
import { type PageStateName, pageStates } from '../fakes/page-states.ts'

/** Every screen, in the states that look different: the list that looks, words and readers are tested over. */
export const places: readonly (readonly [PageStateName, string])[] = [
  ['firstRun', '#/home'],
  ['fine', '#/home'],
  ['starting', '#/home'],
  ['blind', '#/home'],
  ['urgent', '#/home'],
  ['check', '#/home'],
  ['deskDown', '#/home'],
  ['veryLong', '#/home'],
  ['fine', '#/alerts'],
  ['urgent', '#/alerts'],
  ['veryLong', '#/alerts'],
  ['urgent', '#/alerts/alert-1'],
  ['urgent', '#/alerts/alert-2'],
  ['urgent', '#/alerts/alert-3'],
  ['urgent', '#/alerts/nobody'],
  ['veryLong', '#/alerts/alert-1'],
  ['urgent', '#/ask/consultation/alert-1'],
  ['provider', '#/ask/dispatch/alert-1'],
  ['fine', '#/requests'],
  ['provider', '#/requests'],
  ['provider', '#/requests/request-1'],
  ['deskDown', '#/requests/request-1'],
  ['veryLong', '#/requests/request-1'],
  ['fine', '#/help'],
  ['fine', '#/help/fake-warning'],
  ['provider', '#/help/files-locked'],
  ['fine', '#/help/lost/dispatch'],
  ['fine', '#/checks'],
  ['checked', '#/checks'],
  ['fine', '#/papers'],
  ['provider', '#/papers/alert-1'],
  ['fine', '#/contract'],
  ['provider', '#/contract'],
  ['fine', '#/settings'],
  ['fine', '#/network'],
  ['fine', '#/changes'],
  ['fine', '#/crash-reports'],
  ['fine', '#/more'],
]

/** A file name for a place. */
export const nameOf = (state: PageStateName, hash: string): string =>
  `${state}${hash.replace('#', '').replaceAll('/', '-')}`

/** Opens a place in a state, with the user's own settings on top, and waits until it stands still. */
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
