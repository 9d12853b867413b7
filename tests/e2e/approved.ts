import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect, type Page, test } from '@playwright/test'

/** System and browser with which the pictures were made: letters look different in others. */
const pinned = readFileSync('tests/e2e/approved-browser.txt', 'utf8').trim()

const system = (): string => {
  try {
    const about = parseEnv(readFileSync('/etc/os-release', 'utf8'))
    return `${about.ID} ${about.VERSION_ID}`
  } catch {
    return process.platform
  }
}

/**
 * Can what this browser draws be held to the approved pictures? Where it cannot, the report says so.
 * Half size is meant: every word can be read and all pictures together stay small.
 */
export const comparable = (page: Page): boolean => {
  const here = `${system()}, Chromium ${page.context().browser()?.version()}`
  if (here !== pinned)
    test.info().annotations.push({ type: 'pictures', description: `not compared: ${here}` })
  return here === pinned
}

/**
 * Compares the whole page with the approved picture `name`, a path below `tests/e2e/approved`: as if the window were as high as
 * the page, so that what sticks to an edge sticks to its end. `hidden`: what is by nature different each time;
 * it is gone from the page afterwards.
 */
export const expectApproved = async (page: Page, name: readonly string[], hidden?: string): Promise<void> => {
  // Nothing under the pointer shows that it is.
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const { width = 0 } = page.viewportSize() ?? {}
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.max(800, height) })
  if (hidden)
    await page.locator(hidden).evaluateAll((all) => {
      for (const e of all) if (e instanceof HTMLElement) e.style.visibility = 'hidden'
    })
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  expect.soft(picture).toMatchSnapshot([...name], { maxDiffPixels: 40 })
}
