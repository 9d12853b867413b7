import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { node24, root } from '../setup.mjs'

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value)
const merged = (base, over) =>
  isObject(base) && isObject(over)
    ? Object.fromEntries(
        [...new Set([...Object.keys(base), ...Object.keys(over)])].map((k) => [
          k,
          k in over ? merged(base[k], over[k]) : base[k],
        ]),
      )
    : over

/**
 * Runs electron-builder with the project's settings, changed by `changes` (same shape as electron-builder.yml).
 * Gives its exit code and, when `quiet`, its output.
 */
export const runBuilder = async (targets, changes, { env = {}, quiet = false } = {}) => {
  // Loaded here: this file is imported before the libraries are installed.
  const { parse } = await import('yaml')
  const settings = merged(parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')), changes)
  const file = join(root, 'dist/.builder.json')
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(file, JSON.stringify(settings, null, 2))
  const args = [
    join(root, 'node_modules/electron-builder/cli.js'),
    ...targets,
    '--publish',
    'never',
    '--config',
    file,
  ]
  const run = spawnSync(node24(), args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
  })
  return { code: run.status ?? 1, output: `${run.stdout ?? ''}${run.stderr ?? ''}` }
}
