import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page, one line a finding. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  // The page has no frames, so the findings need no page of their own to be put together in.
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode().analyze()
  return violations.map((v) => `${v.id} – ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`)
}

/** Elements whose text is cut off, and a page that must be pushed sideways. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const bad: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) bad.push(`page ${root.scrollWidth} > ${root.clientWidth}`)
    for (const e of document.querySelectorAll<HTMLElement>('body *')) {
      if (e.closest('.unseen, .skip, [hidden], svg, select, textarea')) continue
      const box = e.getBoundingClientRect()
      if (box.width <= 1 || box.height <= 1) continue
      const style = getComputedStyle(e)
      const said = `${e.className || e.tagName}: ${e.textContent?.slice(0, 40)}`
      const scrolls = style.overflow === 'auto' && e.tabIndex >= 0
      const hides = !scrolls && (style.overflow !== 'visible' || style.textOverflow === 'ellipsis')
      if (hides && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
        bad.push(`hides ${said}`)
      if (e.textContent?.trim() && (box.right > innerWidth + 1 || box.left < -1))
        bad.push(`sticks out ${said}`)
      if (!scrolls && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && style.display !== 'inline')
        bad.push(`overflows ${said}`)
    }
    return bad
  })

/** Controls that are smaller than a finger: 24 px at least (WCAG 2.2), links inside a sentence apart. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, label')]
      .filter((e) => !e.closest('.unseen, .skip, [hidden]') && e.getClientRects().length > 0)
      .filter((e) => !(e.tagName === 'INPUT' && e.closest('label')))
      .filter((e) => !(e.tagName === 'LABEL' && !e.querySelector('input')))
      .filter((e) => {
        const { width, height } = e.getBoundingClientRect()
        return width < 24 || height < 24
      })
      .map((e) => e.outerHTML.slice(0, 100)),
  )

/** Headings and buttons of several lines whose last line holds a single letter. */
export const orphans = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const bad: string[] = []
    for (const e of document.querySelectorAll<HTMLElement>('h1, h2, h3, .button, .tile strong, .level')) {
      if (e.closest('.unseen, [hidden]') || e.getClientRects().length === 0) continue
      const letters: { top: number; letter: string }[] = []
      const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement?.closest('rt, .unseen')) continue
        const text = node.textContent ?? ''
        for (let i = 0; i < text.length; i++) {
          const range = document.createRange()
          range.setStart(node, i)
          range.setEnd(node, i + 1)
          const box = range.getBoundingClientRect()
          if (box.height > 0 && /\p{L}|\p{N}/u.test(text[i] ?? ''))
            letters.push({ top: box.bottom, letter: text[i] ?? '' })
        }
      }
      const last = letters.at(-1)
      if (!last) continue
      const half = Number.parseFloat(getComputedStyle(e).fontSize) / 2
      const inLast = letters.filter((l) => Math.abs(l.top - last.top) < half)
      if (inLast.length === 1 && letters.length > 1)
        bad.push(`one letter alone: ${e.textContent?.slice(0, 60)}`)
    }
    return bad
  })
