import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { nodeRunCommand, type RunCommand } from '../../main/ports/run-command.ts'

/** Programs that see the real system, but with some folders of their own, so that nothing outside is touched. */
export type PrivateMounts = {
  /** Runs a program in there. Throws when it fails. */
  exec: (file: string, args: readonly string[], input?: string) => string
  run: RunCommand
  end: () => void
}

/** Can this process make a mount namespace (needs root on Linux)? */
export const canMountPrivately = (): boolean =>
  process.platform === 'linux' && spawnSync('unshare', ['--mount', 'true']).status === 0

/** Gives every `folder` an empty twin with the same owner and mode; `stay` keeps the namespace alive until `end`. */
export const mountPrivately = async (folders: readonly string[]): Promise<PrivateMounts> => {
  const script = folders
    .map((f) => `o=$(stat -c uid=%u,gid=%g,mode=%a "${f}") && mount -t tmpfs -o "$o" none "${f}" || exit 1`)
    .join('\n')
  const stay = spawn('unshare', ['--mount', '--', 'sh', '-c', `${script}\necho ready\nexec cat`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await new Promise((ready, failed) => {
    stay.stdout.once('data', ready)
    stay.once('exit', () => failed(new Error('the namespace could not be made')))
  })
  const inside = (file: string, args: readonly string[]) => [
    `--mount=/proc/${stay.pid}/ns/mnt`,
    '--',
    file,
    ...args,
  ]
  return {
    exec: (file, args, input) =>
      execFileSync('nsenter', inside(file, args), { encoding: 'utf8', input: input ?? '', stdio: 'pipe' }),
    run: {
      ...nodeRunCommand,
      run: (file, args, options) => nodeRunCommand.run('nsenter', inside(file, args), options),
    },
    end: () => void stay.stdin.end(),
  }
}
