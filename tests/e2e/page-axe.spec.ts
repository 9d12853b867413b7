import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { nameOf, openPlace, places } from './page-places.ts'
import { expect, test } from './page-test.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The page has no frames, so the findings need no page of their own to be put together in. */
const axe = (page: Page) => new AxeBuilder({ page }).withTags(tags).setLegacyMode().analyze()

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${theme}`, async ({ page, server }) => {
    test.setTimeout(240_000)
    const found: string[] = []
    for (const [state, hash] of places) {
      await openPlace(page, server, state, hash, { theme })
      const { violations } = await axe(page)
      for (const v of violations)
        found.push(
          `${nameOf(state, hash)}: ${v.id} – ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`,
        )
    }
    expect(found).toEqual([])
  })
}

test('axe finds nothing while the app is gone', async ({ page, server }) => {
  await openPlace(page, server, 'urgent', '#/home')
  await page.route('**/api/**', (route) => route.abort())
  await page.evaluate(() => location.reload())
  await expect(page.getByTestId('line-trouble')).toBeVisible()
  const { violations } = await axe(page)
  expect(violations.map((v) => v.id)).toEqual([])
})
