import { contrast, deltaE, seenBy, sightNames } from './colour-difference.ts'
import { drawn } from './page-pixels.ts'
import { openPlace } from './page-places.ts'
import { expect, test } from './page-test.ts'

const levels = ['urgent', 'check', 'notice'] as const

for (const theme of ['light', 'dark'] as const) {
  test(`the three levels look different to every eye, ${theme}`, async ({ page, server }) => {
    await openPlace(page, server, 'urgent', '#/alerts', { theme })
    const grounds = await Promise.all(
      levels.map(async (level) => (await drawn(page, page.getByTestId(`level-${level}`).first())).ground),
    )
    const near: string[] = []
    for (const sight of sightNames)
      for (const [i, j] of [
        [0, 1],
        [0, 2],
        [1, 2],
      ] as const) {
        const difference = deltaE(
          seenBy(sight, grounds[i] ?? [0, 0, 0]),
          seenBy(sight, grounds[j] ?? [0, 0, 0]),
        )
        if (difference < 15)
          near.push(`${sight}: ${levels[i]} and ${levels[j]} differ by only ${difference.toFixed(1)}`)
      }
    expect(near).toEqual([])
  })

  test(`text stands out as it is drawn, ${theme}`, async ({ page, server }) => {
    const weak: string[] = []
    const look = async (name: string) => {
      const found = await drawn(page, page.locator(name).first())
      if (found.contrast < 4.5) weak.push(`${name} ${found.contrast.toFixed(2)}`)
    }
    await openPlace(page, server, 'urgent', '#/alerts/alert-1', { theme })
    for (const name of [
      '.level',
      '.card-title',
      '.steps',
      '.dont',
      '.button.main',
      '.button.danger',
      '.button.quiet',
    ])
      await look(name)
    for (const name of ['.navigation a[aria-current]', '.practice', '.small', '.option']) await look(name)
    await openPlace(page, server, 'deskDown', '#/requests/request-1', { theme })
    for (const name of ['.host-notice p', '.delivery', '.receipt-number', '.status-now', '.status-next'])
      await look(name)
    await openPlace(page, server, 'blind', '#/home', { theme })
    for (const name of ['.overall', '.source-blind']) await look(name)
    expect(weak).toEqual([])
  })
}

test('the three levels differ in shape and word too', async ({ page, server }) => {
  await openPlace(page, server, 'urgent', '#/alerts')
  const shown = await Promise.all(
    levels.map(async (level) => {
      const badge = page.getByTestId(`level-${level}`).first()
      return [await badge.textContent(), await badge.locator('path').getAttribute('d')]
    }),
  )
  expect(new Set(shown.map(([word]) => word)).size).toBe(3)
  expect(new Set(shown.map(([, shape]) => shape)).size).toBe(3)
})

test('the measures agree with published values', () => {
  // Sharma's pairs are given in Lab; black and white are the ends of every measure.
  expect(deltaE([0, 0, 0], [255, 255, 255])).toBeCloseTo(100, 0)
  expect(deltaE([10, 20, 30], [10, 20, 30])).toBe(0)
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5)
  expect(deltaE(seenBy('deutan', [200, 80, 60]), seenBy('deutan', [120, 120, 50]))).toBeLessThan(
    deltaE([200, 80, 60], [120, 120, 50]),
  )
})
