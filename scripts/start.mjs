import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildPages, installLibraries, must, node24, root } from './setup.mjs'
import { say } from './words.mjs'

const args = process.argv.slice(2)
installLibraries()

const help = args.includes('--help') || args.includes('-h')
if (!help) buildPages()

/** Why Electron is not used; null where it is. */
const whyHeadless = async () => {
  if (help || args.includes('--headless')) return ''
  const { electronAbsence } = await import('./electron-presence.mjs')
  const absence = await electronAbsence()
  return absence ? say(`headless-${absence}`) : null
}

/** Hands the terminal over to `file` and ends with its code. */
const become = (file, fileArgs) => {
  const child = spawn(file, fileArgs, { cwd: root, stdio: 'inherit' })
  // Ctrl+C reaches the child as well, since it shares the terminal: this script only waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

const why = await whyHeadless()
if (why === null) {
  must(
    node24(),
    [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
    { quiet: true },
  )
  const { electronPath } = await import('./electron-presence.mjs')
  become(electronPath(), ['.', ...args])
} else {
  if (why) console.error(why)
  // A small nursery: the app runs all day beside other people's programs, and has little to collect.
  const nodeArgs = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=1']
  become(node24(), [...nodeArgs, join(root, 'main/headless.ts'), ...args])
}
