import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runBuilder } from './run-builder.mjs'

// Notes its arguments, one a line but for line breaks in them, and leaves an empty package where it should write one.
const fpm = `#!/bin/sh
for argument; do
  printf '%s\\n' "$argument"
  [ "$before" = --package ] && : > "$argument"
  before=$argument
done > "$(dirname "$0")/arguments.txt"
`

/**
 * Lets electron-builder make the .deb up to the call of fpm, the program that writes the file (fetched by electron-builder
 * on the machine that makes a release). Gives faults; none: who keeps the package, its home page and its libraries are there.
 */
export const makeDeb = async (standIn, folder, env) => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'fpm'), fpm, { mode: 0o755 })
  const { code, output } = await runBuilder(
    ['--linux', 'deb'],
    { electronDist: standIn },
    { env: { ...env, CUSTOM_FPM_PATH: join(folder, 'fpm') }, quiet: true },
  )
  if (code !== 0) return [output.slice(-2000)]
  const given = readFileSync(join(folder, 'arguments.txt'), 'utf8').split('\n')
  const after = (option) => given[given.indexOf(option) + 1] ?? ''
  return [
    !/^[^<>,]+ <[^\s<>@]+@[^\s<>@]+>$/.test(after('--maintainer')) && `maintainer: ${after('--maintainer')}`,
    !URL.canParse(after('--url')) && `home page: ${after('--url')}`,
    !given.includes('libsecret-1-0') && 'libraries that it needs are not named',
  ]
}
