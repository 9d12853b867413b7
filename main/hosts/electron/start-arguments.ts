import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { hiddenFlag } from './autostart.ts'

/** What the desktop app understands on its command line; Chromium's own switches are left alone. */
export type StartArguments = {
  dataDir: string | null
  guard: string[]
  profile: string | null
  /** Started at login: no window. */
  hidden: boolean
}

/** Reads the arguments after the program (and, in development, after the app's folder). Pure but for the current folder. */
export const readStartArguments = (argv: readonly string[]): StartArguments => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      'data-dir': { type: 'string' },
      guard: { type: 'string', multiple: true },
      profile: { type: 'string' },
      [hiddenFlag.slice(2)]: { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
  })
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? resolve(value) : null)
  return {
    dataDir: text(values['data-dir']),
    guard: (values.guard ?? []).map(text).filter((folder) => folder !== null),
    profile: text(values.profile),
    hidden: values.hidden === true,
  }
}
