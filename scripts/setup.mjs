import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say } from './words.mjs'

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...parts) => join(root, ...parts)
const windows = process.platform === 'win32'

/**
 * The Node 24 that the project brings along; the running one where it is new enough by itself. It may be missing: the
 * package that brings it is optional, as it has no program for every system (none for Apple's own processors).
 */
export const node24 = () => {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return at('node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
}

/** Goes on with this script on Node 24: an older Node runs no TypeScript. The folder stays the caller's, for relative paths. */
export const onNode24 = () => {
  if (node24() === process.execPath) return
  const args = ['--disable-warning=ExperimentalWarning', ...process.argv.slice(1)]
  process.exit(spawnSync(node24(), args, { stdio: 'inherit' }).status ?? 1)
}

/** Runs a program in the project's folder; ends this script with its code when it fails. */
export const must = (file, args, { quiet = false, env = {} } = {}) => {
  const run = spawnSync(file, args, {
    cwd: root,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', process.stderr, process.stderr],
    env: { ...process.env, ...env },
    shell: windows && file.endsWith('.cmd'),
  })
  if (run.status === 0) return
  if (quiet) process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}`)
  console.error(say('failed', { what: `${file} ${args.join(' ')}` }))
  process.exit(run.status ?? 1)
}

const digestOf = (files) => {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(at(file)))
  return hash.digest('hex')
}
const stampOf = (name) => at('node_modules', `.otasuke-${name}`)
const isFresh = (name, digest) => existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === digest
const mark = (name, digest) => {
  mkdirSync(dirname(stampOf(name)), { recursive: true })
  writeFileSync(stampOf(name), digest)
}

/** Installs the libraries when they are missing or older than the lock file. */
export const installLibraries = () => {
  const digest = digestOf(['package-lock.json'])
  if (isFresh('libraries', digest) && existsSync(node24())) return
  console.error(say('installing'))
  // Not `npm ci`: it would throw everything away and fetch it anew after each change of the lock file.
  must(windows ? 'npm.cmd' : 'npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  mark('libraries', digest)
  if (existsSync(node24())) return
  console.error(say('node-missing', { version: process.versions.node }))
  process.exit(1)
}

const filesBelow = (folder) =>
  statSync(at(folder)).isFile()
    ? [folder]
    : readdirSync(at(folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))

const pageSources = () =>
  ['renderer', 'desk', 'main/contract', 'assets', 'package-lock.json'].flatMap(filesBelow).sort()

const vite = (config) =>
  must(node24(), [at('node_modules/vite/bin/vite.js'), 'build', '--config', config, '--logLevel', 'warn'], {
    quiet: true,
  })

/** Builds the page and the desk's page when a source of theirs has changed. */
export const buildPages = () => {
  const digest = digestOf(pageSources())
  if (
    isFresh('pages', digest) &&
    existsSync(at('out/renderer/index.html')) &&
    existsSync(at('out/desk/index.html'))
  )
    return
  console.error(say('building'))
  vite('renderer/vite.config.ts')
  vite('desk/vite.config.ts')
  mark('pages', digest)
}
