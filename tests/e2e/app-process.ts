import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { behaviours } from '../bench/guard/behaviours.ts'
import { createPlayground, type Playground, writeCorpus } from '../bench/guard/playground.ts'

const root = resolve(import.meta.dirname, '../..')

/** The real app in its own process, as `npm start` runs it. */
export type AppProcess = {
  /** Waits for the next line of output that fits and gives its first group. */
  line: (pattern: RegExp) => Promise<string>
  /** Ends it without any warning, as a power cut would. */
  kill: () => Promise<void>
  /** Ends it as Ctrl+C does; resolves to the exit code. */
  stop: () => Promise<number | null>
}

const nodeArgs = ['--disable-warning=ExperimentalWarning']

/** Starts the headless host on `dataDir`, guarding `guard`. */
export const startApp = (
  dataDir: string,
  guard: string,
  more: readonly string[] = [],
  user: { uid?: number; gid?: number } = {},
): AppProcess => {
  const args = [
    ...nodeArgs,
    join(root, 'main/headless.ts'),
    '--no-open',
    '--data-dir',
    dataDir,
    '--guard',
    guard,
    ...more,
  ]
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: root,
    // The specs read Japanese, whatever this machine speaks.
    env: { ...process.env, LC_ALL: 'ja_JP.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  })
  let output = ''
  let read = 0
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const exited = once(child, 'exit') as Promise<[number | null]>
  return {
    async line(pattern) {
      const deadline = Date.now() + 20_000
      for (;;) {
        const found = pattern.exec(output.slice(read))
        if (found) {
          read += found.index + found[0].length
          return found[1] ?? found[0]
        }
        if (child.exitCode !== null || Date.now() > deadline) throw new Error(`no ${pattern} in:\n${output}`)
        await new Promise((done) => setTimeout(done, 30))
      }
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
      return (await exited)[0]
    },
  }
}

/** Links that the running app prints at its start. */
export const readLinks = async (app: AppProcess): Promise<{ page: string; operator: string }> => ({
  page: await app.line(/(http:\S+\/enter\?ticket=\S+)/),
  operator: await app.line(/(http:\S+\/operator\/open\?once=\S+)/),
})

/** Settings of a clerk who has seen the first-run pages, in Japanese. */
export const skipFirstRun = (dataDir: string): void =>
  writeFileSync(join(dataDir, 'config.json'), JSON.stringify({ firstRunDone: true, language: 'ja' }))

/** A folder of real documents that only this test may destroy, and a data folder beside it. */
export const office = (documents = 40): Playground & { files: string[] } => {
  const playground = createPlayground()
  skipFirstRun(playground.data)
  return { ...playground, files: writeCorpus(playground.docs, documents) }
}

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'otasuke-e2e-'))

/** The safe encryptor in its own process: overwrites `files` of the playground, 50 a second. Resolves when it is done. */
export const encrypt = async (place: Playground, files: readonly string[]): Promise<void> => {
  const plan = {
    top: place.top,
    token: place.token,
    behaviour: behaviours.find((b) => b.id === 'S01'),
    files,
    rate: 50,
    journal: join(place.outside, 'journal'),
  }
  mkdirSync(place.outside, { recursive: true })
  const planFile = join(place.outside, 'plan.json')
  writeFileSync(planFile, JSON.stringify(plan))
  const child = spawn(
    process.execPath,
    [...nodeArgs, join(root, 'tests/bench/guard/encryptor.ts'), planFile],
    {
      stdio: 'inherit',
    },
  )
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`the encryptor ended with ${code}`)
}
