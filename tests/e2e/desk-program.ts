import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** A desk as an operator runs it: `npm run desk -- --data-dir DIR`. `operator` is its one-time link. */
export type DeskProgram = { url: string; operator: string; stop: () => Promise<number | null> }

const cli = resolve(import.meta.dirname, '../../main/cli.ts')

export const startDeskProgram = async (dataDir: string): Promise<DeskProgram> => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', cli, 'desk', '--data-dir', dataDir],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const exited = once(child, 'exit') as Promise<[number | null]>
  const line = await Promise.race([
    once(createInterface({ input: child.stdout! }), 'line') as Promise<[string]>,
    exited.then(([code]) => {
      throw new Error(`the desk ended with ${code}`)
    }),
  ])
  return {
    ...(JSON.parse(line[0]) as { url: string; operator: string }),
    async stop() {
      child.kill('SIGINT')
      return (await exited)[0]
    },
  }
}
