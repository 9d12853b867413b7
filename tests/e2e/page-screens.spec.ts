import { comparable, expectApproved } from './approved.ts'
import { lookAt, looks } from './page-looks.ts'
import { axeFindings, cutOff, orphans, smallTargets } from './page-measures.ts'
import { nameOf, openPlace, placesByScreen, visit } from './page-places.ts'
import { expect, test } from './page-test.ts'

test.describe.configure({ mode: 'parallel' })
test.use({ deviceScaleFactor: 0.5 })

for (const [screen, places] of placesByScreen)
  test(`${screen}: as approved, nothing cut off, nothing for axe`, async ({ page, server }) => {
    test.setTimeout(600_000)
    await page.clock.setFixedTime('2026-11-23T03:00:00Z')
    const same = comparable(page)
    const found: string[] = []
    for (const at of places) {
      const name = nameOf(at)
      await visit(page, server, at)
      for (const look of looks) {
        await lookAt(page, server, look)
        const bad = [...(await cutOff(page)), ...(await smallTargets(page)), ...(await orphans(page))]
        if (look.axe) bad.push(...(await axeFindings(page)))
        found.push(...bad.map((b) => `${name}, ${look.name}: ${b}`))
        if (same && !look.unseen) await expectApproved(page, ['page', look.name, `${name}.png`])
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
