import type { Clock } from './clock.ts'
import type { RunCommand } from './run-command.ts'

/**
 * Does this Linux desktop show tray icons? Asks the session bus whether anybody owns the name of the status-notifier
 * watcher. Null: could not tell (no bus, no `gdbus`).
 */
export const hasTrayHost = async (run: Pick<RunCommand, 'run'>): Promise<boolean | null> => {
  const call = [
    'call',
    '--session',
    '--dest',
    'org.freedesktop.DBus',
    '--object-path',
    '/org/freedesktop/DBus',
  ]
  const method = ['--method', 'org.freedesktop.DBus.NameHasOwner', 'org.kde.StatusNotifierWatcher']
  const { code, stdout } = await run.run('gdbus', [...call, ...method], { timeout: 5000 })
  if (code !== 0) return null
  if (stdout.trim() === '(true,)') return true
  return stdout.trim() === '(false,)' ? false : null
}

const lookEvery = 30_000

/**
 * Tells `onChange` when a tray host is there or gone, first after one look. Keeps looking: a desktop may start its panel
 * after this app. Returns the function that ends it.
 */
export const followTrayHost = (
  run: Pick<RunCommand, 'run'>,
  clock: Pick<Clock, 'every'>,
  onChange: (there: boolean) => void,
): (() => void) => {
  let last: boolean | null = null
  const look = async () => {
    const there = await hasTrayHost(run)
    if (there === null || there === last) return
    last = there
    onChange(there)
  }
  void look()
  return clock.every(lookEvery, () => void look())
}
