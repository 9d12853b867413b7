import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { node24, root } from './setup.mjs'
import { say } from './words.mjs'

const installed = () => {
  const named = process.env.OTASUKE_CHROMIUM
  const usual = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ]
  const onOthers = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ]
  return [named, ...usual, ...onOthers].find((file) => file && existsSync(file)) ?? null
}

const own = () => {
  const ask = "import('playwright-core').then((p) => console.log(p.chromium.executablePath()))"
  const file = spawnSync(node24(), ['-e', ask], { cwd: root, encoding: 'utf8' }).stdout.trim()
  return file && existsSync(file) ? file : null
}

const quietly = (file, args, timeout) =>
  spawnSync(file, args, {
    cwd: root,
    stdio: 'ignore',
    timeout,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })

/**
 * A Chromium for the tests: an installed one, else the browser tool's own download, else (as root on Debian) the
 * distribution's package with a Japanese font. Ends the script with a clear line where none can be had.
 */
export const findBrowser = () => {
  const there = installed() ?? own()
  if (there) return there
  console.error(say('browser-installing'))
  quietly(node24(), [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], 300_000)
  const downloaded = own()
  if (downloaded) return downloaded
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    quietly('apt-get', ['update'], 300_000)
    quietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], 900_000)
  }
  const packaged = installed()
  if (packaged) return packaged
  console.error(say('browser-missing'))
  process.exit(1)
}
