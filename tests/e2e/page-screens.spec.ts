import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { lookAt, looks, wholePicture } from './page-looks.ts'
import { axeFindings, cutOff, orphans, smallTargets } from './page-measures.ts'
import { nameOf, openPlace, placesByScreen, visit } from './page-places.ts'
import { expect, test } from './page-test.ts'

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

test.describe.configure({ mode: 'parallel' })
// Half size: every word can be read and all pictures together stay small.
test.use({ deviceScaleFactor: 0.5 })

for (const [screen, places] of placesByScreen)
  test(`${screen}: as approved, nothing cut off, nothing for axe`, async ({ page, server, browser }) => {
    test.setTimeout(600_000)
    await page.clock.setFixedTime('2026-11-23T03:00:00Z')
    const here = `${system()}, Chromium ${browser.version()}`
    const same = here === pinned
    if (!same) test.info().annotations.push({ type: 'pictures', description: `not compared: ${here}` })
    const found: string[] = []
    for (const at of places) {
      const name = nameOf(at)
      await visit(page, server, at)
      for (const look of looks) {
        await lookAt(page, server, look)
        const bad = [...(await cutOff(page)), ...(await smallTargets(page)), ...(await orphans(page))]
        if (look.axe) bad.push(...(await axeFindings(page)))
        found.push(...bad.map((b) => `${name}, ${look.name}: ${b}`))
        if (look.unseen || !same) continue
        const picture = await wholePicture(page)
        expect.soft(picture).toMatchSnapshot(['page', look.name, `${name}.png`], { maxDiffPixels: 40 })
      }
    }
    expect(found).toEqual([])
  })

test('axe finds nothing while the app is gone', async ({ page, server }) => {
  await openPlace(page, server, 'urgent', '#/home')
  await page.route('**/api/**', (route) => route.abort())
  await page.evaluate(() => location.reload())
  await expect(page.getByTestId('line-trouble')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
})

test('the measure finds a letter that stands alone', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/home')
  await page.evaluate(() => {
    const h1 = document.querySelector<HTMLElement>('h1')
    if (h1) h1.innerHTML = '相談す<br>る'
  })
  expect(await orphans(page)).toHaveLength(1)
})

test('the measure finds text that is cut off', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/home')
  await page.evaluate(() => {
    const h1 = document.querySelector<HTMLElement>('h1')
    if (h1) Object.assign(h1.style, { width: '4em', whiteSpace: 'nowrap', overflow: 'hidden' })
  })
  expect(await cutOff(page)).not.toEqual([])
})
