import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildPages, installLibraries, node24, root } from './setup.mjs'

installLibraries()
if (process.argv[2] === 'desk') buildPages()
const cli = join(root, 'main/cli.ts')

if (node24() === process.execPath) {
  process.removeAllListeners('warning')
  process.argv.splice(1, 1, cli)
  await import(pathToFileURL(cli).href)
} else {
  const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', cli, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => signal === 'SIGTERM' && child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
