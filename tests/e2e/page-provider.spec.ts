import { profileSchema } from '../../main/contract/profile.ts'
import { pageStates } from '../fakes/page-states.ts'
import { cutOff, orphans } from './page-measures.ts'
import { changeSettings, openPlace } from './page-places.ts'
import { expect, test } from './page-test.ts'

test("a provider's name and colour are on every screen; the colours of alarm stay", async ({
  page,
  server,
}, info) => {
  const profile = profileSchema.parse({ ...pageStates.provider.profile, colour: '#7a1f5c' })
  await openPlace(page, server, 'provider', '#/ask/consultation')
  const button = page.getByTestId('request-send')
  const ground = () => button.evaluate((b) => getComputedStyle(b).backgroundColor)
  const own = await ground()
  server.set({ ...pageStates.provider, seq: 90, profile })
  await page.reload()
  await expect(page.getByTestId('service')).toHaveText(profile.service)
  await expect.poll(ground).toBe('rgb(122, 31, 92)')
  expect(own).not.toBe('rgb(122, 31, 92)')
  for (const [name, width, theme] of [
    ['light', 1280, 'light'],
    ['dark', 1280, 'dark'],
    ['narrow', 420, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    await changeSettings(page, server, { theme })
    expect([...(await cutOff(page)), ...(await orphans(page))]).toEqual([])
    await page.screenshot({ path: info.outputPath(`${name}.png`) })
  }
  await expect.poll(ground).toBe('rgb(122, 31, 92)')
})
