import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { onTestFinished } from 'vitest'

const program = fileURLToPath(new URL('./desk-process.ts', import.meta.url))

/** A desk in a process of its own. */
export type DeskChild = { url: string; link: string; kill: () => Promise<void> }

/** The desk's program as one file: it loads in half the time, which counts where it is started 200 times. */
const oneFile = async (): Promise<string> => {
  // Not the folder of one test: all tests of a file share it. It goes with the whole run's folder.
  const file = join(mkdtempSync(join(tmpdir(), 'otasuke-desk-program-')), 'desk.mjs')
  const bundle = await rolldown({ input: program, platform: 'node', logLevel: 'silent' })
  await bundle.write({ file, format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
  return file
}

let built: Promise<string> | null = null

const launch = (file: string, args: readonly string[]) => {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', file, ...args],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const kill = () => {
    child.kill('SIGKILL')
    return ended
  }
  onTestFinished(kill)
  const start = async (): Promise<DeskChild> => {
    const line = new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout! }).once('line', resolve)
      child.once('exit', (code) => reject(new Error(`the desk ended with ${code}`)))
    })
    child.stdin!.write('start\n')
    return { ...(JSON.parse(await line) as { url: string; link: string }), kill }
  }
  return { start }
}

/**
 * Desks one after another over the same records and port, each killed before the next. The next one is loaded while one
 * runs, so that little time passes between them.
 */
export const deskLine = async (dataDir: string, databaseUrl = '') => {
  built ??= oneFile()
  const file = await built
  let port = 0
  const ready = () => launch(file, [dataDir, String(port), databaseUrl])
  const first = await ready().start()
  port = Number(new URL(first.url).port)
  let spare = ready()
  return {
    first,
    async next(): Promise<DeskChild> {
      const desk = await spare.start()
      spare = ready()
      return desk
    },
  }
}
