import { readFileSync } from 'node:fs'
import type { Settings } from '../../main/contract/settings.ts'
import type { PageStateName } from '../fakes/page-states.ts'
import { nameOf, openPlace, places } from './page-places.ts'
import { expect, test } from './page-test.ts'

/** For the further looks: what a frightened person sees first, and every kind of layout once. */
const layouts: readonly (readonly [PageStateName, string])[] = [
  ['fine', '#/home'],
  ['urgent', '#/home'],
  ['urgent', '#/alerts/alert-1'],
  ['provider', '#/ask/dispatch/alert-1'],
  ['deskDown', '#/requests/request-1'],
  ['fine', '#/help'],
  ['checked', '#/checks'],
  ['fine', '#/settings'],
]

const looks: readonly { name: string; width: number; settings: Partial<Settings>; shown: typeof places }[] = [
  { name: 'wide', width: 1280, settings: {}, shown: places },
  { name: 'narrow', width: 420, settings: {}, shown: places },
  { name: 'big', width: 1280, settings: { textSize: 200 }, shown: layouts },
  { name: 'dark', width: 1280, settings: { theme: 'dark' }, shown: layouts },
  { name: 'english', width: 1280, settings: { language: 'en' }, shown: layouts },
  { name: 'easy', width: 420, settings: { language: 'ja-easy' }, shown: layouts },
]

/** The browser with which the pictures were made: letters look different in another one. */
const pinned = readFileSync('tests/e2e/page-looks/browser.txt', 'utf8').trim()

for (const { name, width, settings, shown } of looks) {
  test(`the screens look as they were approved: ${name}`, async ({ page, server, browser }) => {
    test.skip(
      browser.version() !== pinned,
      `pictures are of Chromium ${pinned}, this is ${browser.version()}`,
    )
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height: 800 })
    await page.clock.setFixedTime('2026-11-23T03:00:00Z')
    for (const [state, hash] of shown) {
      await openPlace(page, server, state, hash, settings)
      await expect
        .soft(page)
        .toHaveScreenshot([name, `${nameOf(state, hash)}.png`], { maxDiffPixelRatio: 0.002, scale: 'css' })
    }
  })
}
