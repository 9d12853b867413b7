import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'
import { compareVersions } from '../readers/versions.ts'

/** Version 2206: the first that refuses macros of files from the internet by itself (learn.microsoft.com). */
const firstRefusing = '16.0.15330.20196'
/** VBAWarnings 1: run every macro without asking. */
const runAll = 1

/** Are macros in files from mail and web refused? */
export const officeMacros: Check = {
  id: 'office-macros',
  who: 'desk',
  on: {
    win32: part({
      gather: (world) => {
        const number = z.number().nullable()
        return world.windows(
          'office',
          z.object({
            version: z.string().nullable(),
            apps: z.array(z.object({ app: z.string(), block: number, warnings: number })),
          }),
        )
      },
      judge({ version, apps }) {
        if (version === null) return null
        const names = (all: typeof apps) => ({ names: all.map((a) => a.app).join(', ') })
        const careless = apps.filter((a) => a.warnings === runAll)
        if (careless.length > 0) return mend('all', names(careless))
        const allowed = apps.filter((a) => a.block === 0)
        if (allowed.length > 0) return mend('internet', names(allowed))
        const refuses = apps.every((a) => a.block === 1) || compareVersions(version, firstRefusing) >= 0
        return refuses ? good() : mend('internet', names(apps))
      },
    }),
  },
}
