import { Command, InvalidArgumentError } from 'commander'

/** What `npm start -- …` understands. */
export type StartOptions = {
  dataDir: string | null
  headless: boolean
  /** 0: any free port. */
  port: number
  open: boolean
  guard: string[]
  profile: string | null
}

/** A whole number between `low` and `high`, or a clear line. */
export const wholeNumber =
  (low: number, high: number) =>
  (value: string): number => {
    const n = Number(value)
    if (!Number.isInteger(n) || n < low || n > high)
      throw new InvalidArgumentError(`give a whole number from ${low} to ${high}.`)
    return n
  }

/** Gathers an option that may be given more than once. */
export const gather = (value: string, all: string[]): string[] => [...all, value]

/** Reads the arguments. Bad use prints one clear line and ends with exit code 2; `--help` explains and ends with 0. */
export const parseStartOptions = (args: readonly string[], env: NodeJS.ProcessEnv): StartOptions => {
  const command = new Command('npm start --')
    .description(
      'Starts Otasuke Tray: the tray app where Electron is there, else the same app as a page in your browser.',
    )
    .option('--data-dir <dir>', 'folder for settings and records', env.OTASUKE_DATA_DIR)
    .option('--headless', 'do not use Electron even where it is there', false)
    .option('--port <n>', 'port of the page on this PC (0: any free one)', wholeNumber(0, 65535), 0)
    .option('--no-open', 'print the link instead of opening the browser')
    .option(
      '--guard <dir>',
      'watch this folder instead of the document folders (may be repeated)',
      gather,
      [],
    )
    .option(
      '--profile <file>',
      'provider profile (YAML); without one, a practice desk is started',
      env.OTASUKE_PROFILE,
    )
    .allowExcessArguments(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .parse(args, { from: 'user' })
  const o = command.opts<{
    dataDir?: string
    headless: boolean
    port: number
    open: boolean
    guard: string[]
    profile?: string
  }>()
  return { ...o, dataDir: o.dataDir ?? null, profile: o.profile ?? null }
}
