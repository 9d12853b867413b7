import type { Page } from '@playwright/test'
import type { Settings } from '../../main/contract/settings.ts'
import type { PageServer } from '../fakes/page-server.ts'
import { changeSettings } from './page-places.ts'

/** One way of looking at a screen. `axe`: readers' rules are checked in it too. */
export type Look = {
  name: string
  width: number
  settings: Partial<Settings>
  axe?: boolean
  /** No picture is kept; only measured. */
  unseen?: boolean
}

const plain = { language: 'ja', textSize: 100, theme: 'light' } as const

/** Every screen is seen like this. */
export const looks: readonly Look[] = [
  { name: 'wide', width: 1280, settings: plain, axe: true },
  { name: 'dark', width: 1280, settings: { ...plain, theme: 'dark' }, axe: true },
  { name: 'english', width: 1280, settings: { ...plain, language: 'en' } },
  { name: 'big', width: 1280, settings: { ...plain, textSize: 200 } },
  { name: 'narrow', width: 420, settings: plain },
  { name: 'easy', width: 420, settings: { ...plain, language: 'ja-easy' } },
  {
    name: 'narrow, English, 200 %',
    width: 420,
    settings: { ...plain, language: 'en', textSize: 200 },
    unseen: true,
  },
  { name: 'narrow, 200 %', width: 420, settings: { ...plain, textSize: 200 }, unseen: true },
]

/** Looks at the open page in that way. */
export const lookAt = async (page: Page, server: PageServer, look: Look): Promise<void> => {
  await page.setViewportSize({ width: look.width, height: 800 })
  await changeSettings(page, server, look.settings)
}
