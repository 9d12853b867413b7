import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const program = fileURLToPath(new URL('./desk-process.ts', import.meta.url))

/** A desk in a process of its own. */
export type DeskChild = { url: string; link: string; kill: () => Promise<void> }

/** Starts it over `dataDir`, on PostgreSQL where an address is given; it is killed after the test at the latest. */
export const startDeskChild = async (dataDir: string, port = 0, databaseUrl = ''): Promise<DeskChild> => {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, dataDir, String(port), databaseUrl],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const kill = () => {
    child.kill('SIGKILL')
    return ended
  }
  onTestFinished(kill)
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the desk ended with ${code}`)))
  })
  return { ...(JSON.parse(line) as { url: string; link: string }), kill }
}
