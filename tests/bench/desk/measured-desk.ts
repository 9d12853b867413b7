import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./desk-process.ts', import.meta.url))

export type Usage = { cpuMs: number; rssMb: number }
/** A running desk whose own use of the machine can be asked. */
export type MeasuredDesk = {
  url: string
  setup: string
  pid: number
  usage: () => Promise<Usage>
  stop: () => Promise<void>
}

export const startMeasuredDesk = async (dataDir: string, databaseUrl?: string): Promise<MeasuredDesk> => {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--expose-gc',
      program,
      dataDir,
      ...(databaseUrl ? [databaseUrl] : []),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async <T>(): Promise<T> => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the desk ended')
    return JSON.parse(String(value)) as T
  }
  const started = await line<{ url: string; setup: string }>()
  return {
    ...started,
    pid: child.pid ?? 0,
    usage() {
      child.stdin.write('?\n')
      return line<Usage>()
    },
    stop() {
      child.stdin.end()
      return ended
    },
  }
}
