import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { callChannel } from '../../../main/contract/ipc.ts'
import type { Snapshot } from '../../../main/contract/state.ts'
import type { AppPlan, Order, View } from './orders.ts'

const root = resolve(import.meta.dirname, '../../..')

export type PushListener = (channel: string, args: unknown[]) => void

/** The desktop app in its own process, on the stand-in for Electron. */
export type AppOnFake = {
  tell: (order: Order) => Promise<unknown>
  view: () => Promise<View>
  /** Looks until `condition` holds; rejects after `patience` ms. */
  until: (condition: (view: View) => boolean, patience?: number) => Promise<View>
  onPush: (listener: PushListener) => void
  /** Resolves to the exit code. */
  ended: Promise<number | null>
  output: () => string
  kill: () => void
}

/** Waits, through the open window's page, until the guard watches its folders. */
export const untilGuarding = async (app: AppOnFake): Promise<void> => {
  const end = performance.now() + 20_000
  for (;;) {
    const reply = (await app.tell({
      do: 'invoke',
      channel: callChannel,
      args: ['state.snapshot', null],
    })) as {
      ok: Pick<Snapshot, 'sources'>
    }
    if (reply.ok.sources.some((s) => s.id === 'guard-documents' && s.state === 'watching')) return
    if (performance.now() > end)
      throw new Error(`the guard does not watch: ${JSON.stringify(reply.ok.sources)}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** Starts `main/electron.ts` (or the bundle in `plan.entry`) and resolves once Electron is "ready". */
export const startAppOnFake = async (
  plan: Pick<AppPlan, 'appFolder' | 'dataFolder'> & Partial<AppPlan>,
  env: NodeJS.ProcessEnv = {},
): Promise<AppOnFake> => {
  const whole: AppPlan = {
    entry: resolve(root, 'main/electron.ts'),
    args: [],
    packaged: false,
    lockTaken: false,
    version: '0.0.0',
    ...plan,
  }
  const child = fork(resolve(root, 'tests/fakes/electron/run-app.ts'), [], {
    cwd: root,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, ...env, OTASUKE_FAKE_APP: JSON.stringify(whole) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const waiting = new Map<number, { resolve: (v: unknown) => void; reject: (e: Error) => void }>()
  const listeners = new Set<PushListener>()
  let isReady: () => void = () => {}
  const ready = new Promise<void>((done) => {
    isReady = done
  })
  child.on(
    'message',
    (message: {
      id?: number
      answer?: unknown
      error?: string
      ready?: true
      push?: { channel: string; args: unknown[] }
    }) => {
      if (message.ready) isReady()
      if (message.push) for (const listen of listeners) listen(message.push.channel, message.push.args)
      if (message.id === undefined) return
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error !== undefined) call?.reject(new Error(message.error))
      else call?.resolve(message.answer)
    },
  )
  const ended = once(child, 'exit').then(([code]) => {
    for (const { reject } of waiting.values()) reject(new Error(`the app ended with ${code}\n${output}`))
    return code as number | null
  })
  let next = 0
  const tell = (order: Order) =>
    new Promise<unknown>((resolve, reject) => {
      const id = next++
      waiting.set(id, { resolve, reject })
      child.send({ id, order }, (error) => {
        if (error) reject(error)
      })
    })
  const view = async () => (await tell({ do: 'view' })) as View
  await Promise.race([
    ready,
    ended.then((code) => {
      if (!whole.lockTaken) throw new Error(`the app ended with ${code}\n${output}`)
    }),
  ])
  return {
    tell,
    view,
    async until(condition, patience = 30_000) {
      const end = performance.now() + patience
      for (;;) {
        const seen = await view()
        if (condition(seen)) return seen
        if (performance.now() > end)
          throw new Error(`still not ${condition}: ${JSON.stringify(seen)}\n${output}`)
        await new Promise((done) => setTimeout(done, 25))
      }
    },
    onPush: (listener) => void listeners.add(listener),
    ended,
    output: () => output,
    kill: () => void child.kill('SIGKILL'),
  }
}
