import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { installLibraries, node24, root } from './setup.mjs'

const [name, ...args] = process.argv.slice(2)
const file = join(root, 'tests/bench', `${name}.ts`)
if (!name || !existsSync(file)) {
  const names = readdirSync(join(root, 'tests/bench'))
    .filter((f) => f.endsWith('.ts'))
    .map((f) => basename(f, '.ts'))
    .sort()
  console.error(`npm run bench -- NAME [options], where NAME is one of: ${names.join(', ')}`)
  process.exit(2)
}
installLibraries()
const run = spawnSync(node24(), ['--disable-warning=ExperimentalWarning', '--expose-gc', file, ...args], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(run.status ?? 1)
