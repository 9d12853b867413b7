import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** "nobody" of every Unix system: an account that owns nothing. */
const nobody = 65_534
const bench = join(import.meta.dirname, '../guard.ts')
const quiet = '--disable-warning=ExperimentalWarning'

/** Runs a script of these tests as a user who is not root: as this one, or as nobody where this one is root. */
export const asOtherUser = (args: readonly string[], timeout: number) =>
  spawnSync(process.execPath, [quiet, ...args], {
    ...(process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}),
    encoding: 'utf8',
    timeout,
    cwd: '/',
  })

/**
 * Why parts of the bench cannot be run as a user who is not root; null where they can. Root may read every file, so that
 * nothing can be hidden from a guard that is run by it.
 */
export const noOtherUser = (): string | null => {
  if (process.platform === 'win32') return 'this system has no file modes'
  const tried = asOtherUser(
    ['--eval', `await import(${JSON.stringify(`file://${bench.replace(/guard\.ts$/, 'guard/run.ts')}`)})`],
    60_000,
  )
  return tried.status === 0
    ? null
    : `another user cannot run it: ${(tried.error?.message ?? tried.stderr).slice(-300)}`
}

/** Runs these parts of the bench, guard and simulators, as a user who is not root, and gives its lines of JSON. */
export const runAsAnother = (ids: readonly string[], files: number): { result: number; lines: string[] } => {
  const reason = noOtherUser()
  if (reason !== null)
    return { result: 0, lines: ids.map((id) => JSON.stringify({ behaviour: id, skipped: reason })) }
  const ran = asOtherUser([bench, '--only', ids.join(','), '--files', String(files)], 600_000)
  const lines = ran.stdout.split('\n').filter(Boolean)
  if (lines.length < ids.length)
    throw new Error(`the bench of another user failed: ${ran.stderr.slice(-500)}`)
  return { result: ran.status ?? 1, lines }
}
