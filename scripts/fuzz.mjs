import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { installLibraries, node24, root } from './setup.mjs'

const [name, ...args] = process.argv.slice(2)
const file = join(root, 'tests/fuzz', `${name}.ts`)
const names = readdirSync(join(root, 'tests/fuzz'))
  .map((f) => basename(f, '.ts'))
  .filter((n) => n !== 'fuzz')
  .sort()
if (!name || name === 'fuzz' || !existsSync(file)) {
  console.error(
    `npm run fuzz -- NAME [SECONDS, default 60] [SEED], where NAME is one of: ${names.join(', ')}`,
  )
  process.exit(2)
}
installLibraries()
const run = spawnSync(node24(), ['--disable-warning=ExperimentalWarning', file, ...args], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(run.status ?? 1)
