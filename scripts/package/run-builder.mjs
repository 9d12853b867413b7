import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { node24, root } from '../setup.mjs'

/** Runs electron-builder with the project's settings and `overrides` (`-c.name=value`). Resolves to its exit code. */
export const runBuilder = (targets, overrides, { env = {}, quiet = false } = {}) => {
  const args = [
    join(root, 'node_modules/electron-builder/cli.js'),
    ...targets,
    '--publish',
    'never',
    '--config',
    'electron-builder.yml',
    ...overrides,
  ]
  const run = spawnSync(node24(), args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
  })
  return { code: run.status ?? 1, output: `${run.stdout ?? ''}${run.stderr ?? ''}` }
}
