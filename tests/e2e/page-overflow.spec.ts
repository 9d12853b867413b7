import { nameOf, openPlace, places } from './page-places.ts'
import { expect, test } from './page-test.ts'

/** Elements whose text is cut off, and a page that must be pushed sideways. */
const cutOff = (): string[] => {
  const bad: string[] = []
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
    bad.push(`page ${document.documentElement.scrollWidth} > ${document.documentElement.clientWidth}`)
  for (const e of document.querySelectorAll<HTMLElement>('body *')) {
    if (e.closest('.unseen, .skip, [hidden], svg, select, textarea')) continue
    const box = e.getBoundingClientRect()
    if (box.width <= 1 || box.height <= 1) continue
    const style = getComputedStyle(e)
    const hides = style.overflow !== 'visible' || style.textOverflow === 'ellipsis'
    if (hides && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      bad.push(`${e.className || e.tagName} hides: ${e.textContent?.slice(0, 40)}`)
    if (
      e.textContent?.trim() &&
      (box.right > innerWidth + 1 || box.left < -1) &&
      !e.classList.contains('skip')
    )
      bad.push(`${e.className || e.tagName} sticks out: ${e.textContent.slice(0, 40)}`)
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && style.display !== 'inline')
      bad.push(`${e.className || e.tagName} overflows: ${e.textContent?.slice(0, 40)}`)
  }
  return bad
}

const looks = [
  { name: '1280×800', width: 1280, height: 800, settings: {} },
  { name: '420 px', width: 420, height: 800, settings: {} },
  { name: '420 px, 200 % text', width: 420, height: 800, settings: { textSize: 200 } },
  {
    name: '1280×800, 200 % text, English',
    width: 1280,
    height: 800,
    settings: { textSize: 200, language: 'en' },
  },
  { name: '420 px, English', width: 420, height: 800, settings: { language: 'en' } },
  { name: '420 px, やさしい日本語', width: 420, height: 800, settings: { language: 'ja-easy' } },
] as const

for (const { name, width, height, settings } of looks) {
  test(`no text is cut off: ${name}`, async ({ page, server }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height })
    const found: string[] = []
    for (const [state, hash] of places) {
      await openPlace(page, server, state, hash, settings)
      for (const bad of await page.evaluate(cutOff)) found.push(`${nameOf(state, hash)}: ${bad}`)
    }
    expect(found).toEqual([])
  })
}

test('the measure finds text that is cut off', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/home')
  await page.evaluate(() => {
    const h1 = document.querySelector<HTMLElement>('h1')
    if (h1) Object.assign(h1.style, { width: '4em', whiteSpace: 'nowrap', overflow: 'hidden' })
  })
  expect(await page.evaluate(cutOff)).not.toEqual([])
})
