import { sampleAlert } from '../fakes/samples.ts'
import { openPlace } from './page-places.ts'
import { expect, test } from './page-test.ts'

test('a visit is asked for with the keyboard alone, and the focus is always seen', async ({
  page,
  server,
}) => {
  await openPlace(page, server, 'urgent', '#/home')
  const hidden: string[] = []
  const tabTo = async (testId: string) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const e = document.activeElement as HTMLElement
        const seen = [e, e.closest('label')].some((x) => {
          const style = x && getComputedStyle(x)
          return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2
        })
        return {
          id: e.dataset.testid ?? e.closest('[data-testid]')?.getAttribute('data-testid'),
          seen,
          tag: e.outerHTML.slice(0, 80),
        }
      })
      if (!at.seen) hidden.push(at.tag)
      if (at.id === testId) return
    }
    throw new Error(`the keyboard never reached ${testId}`)
  }
  await tabTo('home-main')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('alert-card')).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
  await tabTo('ask-dispatch')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('request-phone')).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
  await tabTo('request-phone')
  await page.keyboard.type('06-1234-5678')
  await tabTo('request-send')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('receipt')).toHaveText('1123-K7QX')
  expect(hidden).toEqual([])
})

test('every page has its landmarks and the focus follows to the new screen', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/home')
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.getByRole('banner')).toBeVisible()
  await expect(page.getByRole('navigation')).toBeVisible()
  await page.getByTestId('nav-settings').click()
  await expect(page.getByRole('main')).toBeFocused()
})

test('a new alert is read aloud once, not again when it changes', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/home')
  const announcer = page.getByTestId('announcer')
  await expect(announcer).toHaveText('')
  await announcer.evaluate((e) => {
    const w = window as unknown as { said: string[] }
    w.said = []
    new MutationObserver(() => w.said.push(e.textContent ?? '')).observe(e, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  const alert = sampleAlert()
  server.change({ type: 'alert', alert })
  await expect(announcer).toContainText('すぐ電話')
  server.change({ type: 'alert', alert: { ...alert, count: 2 } })
  await expect(page.getByTestId('alert-row')).toHaveCount(1)
  await page.getByTestId('nav-alerts').click()
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said.length)).toBe(1)
})

test('names of controls stand there for readers', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/settings')
  for (const name of ['始まり', '終わり', 'お名前', '電話番号'])
    await expect(page.getByLabel(name)).toBeVisible()
  await expect(page.getByRole('radiogroup', { name: 'ことば' })).toBeVisible()
})
