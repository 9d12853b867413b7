import { z } from 'zod'
import { type Check, daysSince, good, type Moment, mend, part, unknown, type Verdict } from '../check.ts'
import { macPrograms } from '../readers/programs.ts'
import type { World } from '../world.ts'

/** A new version comes every four weeks; twice that without one means that updating has stopped. */
const longest = 60
type Browser = { id: string; modified: number | null }

/** Internet Explorer ended on 2022-06-15, the old Edge (EdgeHTML) before it. */
const ended = ['iexplore']

const judgeBrowsers = (browsers: readonly Browser[], { now }: Moment): Verdict => {
  const gone = browsers.filter((b) => ended.includes(b.id))
  const living = browsers.filter((b) => !ended.includes(b.id))
  if (living.length === 0) return gone.length > 0 ? mend('ended', { names: 'Internet Explorer' }) : null
  const known = living.filter((b) => b.modified !== null)
  if (known.length === 0) return unknown('no-dates')
  const old = known.filter((b) => daysSince(b.modified!, now) > longest)
  const names = (all: readonly Browser[]) => ({ names: all.map((b) => b.id).join(', ') })
  return old.length > 0 ? mend('old', names(old)) : good(names(known))
}

/** The program file keeps the day on which the maker built it, also when a package manager unpacked it. */
const linuxFiles: Readonly<Record<string, readonly string[]>> = {
  'Google Chrome': ['/opt/google/chrome/chrome'],
  Chromium: ['/usr/lib/chromium/chromium', '/usr/lib64/chromium-browser/chromium-browser'],
  Firefox: [
    '/usr/lib/firefox/firefox',
    '/usr/lib/firefox-esr/firefox-esr',
    '/usr/lib64/firefox/firefox',
    '/snap/firefox/current',
  ],
  'Microsoft Edge': ['/opt/microsoft/msedge/msedge'],
  Brave: ['/opt/brave.com/brave/brave'],
}
const linuxBrowsers = (world: World): Browser[] =>
  Object.entries(linuxFiles).flatMap(([id, files]) => {
    const modified = files.map((f) => world.look(f)?.modified).find((m) => m !== undefined)
    return modified === undefined ? [] : [{ id, modified }]
  })

const macNames = /^(Google Chrome|Firefox|Microsoft Edge|Brave Browser)$/

/** Are the browsers still mended by their makers, and new? */
export const browsers: Check = {
  id: 'browsers',
  who: 'you',
  on: {
    win32: part({
      gather: async (world) =>
        (
          await world.windows('browsers', z.array(z.object({ id: z.string(), at: z.number().nullable() })))
        ).map(({ id, at }) => ({ id, modified: at })),
      judge(found, moment) {
        // Windows keeps the file of Internet Explorer; it counts only where no other browser is there.
        return judgeBrowsers(found, moment)
      },
    }),
    darwin: part({
      // Safari comes with macOS and is mended with it.
      gather: async (world) =>
        (await macPrograms(world, (n) => macNames.test(n))).map(({ name, modified }) => ({
          id: name,
          modified,
        })),
      judge: judgeBrowsers,
    }),
    linux: part({ gather: linuxBrowsers, judge: judgeBrowsers }),
  },
}
