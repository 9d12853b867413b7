import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { callChannel } from '../../main/contract/ipc.ts'
import type { Snapshot } from '../../main/contract/state.ts'
import { encrypt, office } from '../e2e/app-process.ts'
import { type AppOnFake, startAppOnFake, untilGuarding } from '../fakes/electron/app-on-fake.ts'
import { makeAppFolder } from '../fakes/electron/built-app.ts'

// Whole apps are built and started, each with a probe of its own; the machine may run other tests meanwhile.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let built: Awaited<ReturnType<typeof makeAppFolder>>
let place: ReturnType<typeof office>
let app: AppOnFake | null = null
beforeAll(async () => {
  built = await makeAppFolder()
})
afterAll(() => built.remove())
afterEach(async () => {
  app?.kill()
  await app?.ended
  app = null
  // The probe's process ends a moment after the app that was killed.
  rmSync(place.top, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

/** A `notify-send` that notes its words and, one second later, presses what `press` says. */
const fakeNotifySend = (folder: string, press: string): NodeJS.ProcessEnv => {
  const bin = join(folder, 'bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(
    join(bin, 'notify-send'),
    `#!/bin/sh\nprintf '%s\\n' "$@" >> "${folder}/notices"\necho 7\n[ -e "${folder}/pressed" ] && sleep 30\ntouch "${folder}/pressed"\necho ${press}\n`,
  )
  chmodSync(join(bin, 'notify-send'), 0o755)
  return { PATH: `${bin}:${process.env.PATH}` }
}

const start = async (args: string[] = [], press = 'default') => {
  place = office(30)
  mkdirSync(place.outside, { recursive: true })
  app = await startAppOnFake(
    {
      appFolder: built.folder,
      dataFolder: place.data,
      args: ['--data-dir', place.data, '--guard', place.docs, ...args],
    },
    fakeNotifySend(place.outside, press),
  )
  return app
}
const ask = async (name: string, input: unknown) => {
  const reply = (await app?.tell({ do: 'invoke', channel: callChannel, args: [name, input] })) as {
    ok: unknown
  }
  return reply.ok
}
const snapshot = async () => (await ask('state.snapshot', null)) as Snapshot
const loaded = (v: { window: { loaded: boolean } | null }) => v.window?.loaded === true

test('boots to tray and window, with everything that must happen before ready', async () => {
  const { until } = await start()
  const view = await until(loaded)
  expect(view.tray?.labels).toEqual(expect.arrayContaining(['相談する', '来てほしい', '終了']))
  expect(view.window?.url).toBe('app://otasuke/index.html')
  expect(view).toMatchObject({
    userData: place.data,
    userModelId: 'jp.otasuke.tray',
    sandboxed: true,
    crashReporter: { uploadToServer: false },
    errorBoxes: [],
  })
  expect((await snapshot()).host.kind).toBe('electron')
})

test('started at login it opens no window', async () => {
  const { until } = await start(['--hidden'])
  const view = await until((v) => v.tray !== null)
  expect(view.windows).toBe(0)
})

test('an attack turns the tray red, notifies once, and the click opens exactly that alert', async () => {
  const { until, tell, onPush } = await start(['--hidden'])
  const pushes: unknown[][] = []
  onPush((_channel, args) => pushes.push(args))
  await tell({ do: 'second-instance' })
  await until(loaded)
  await untilGuarding(app!)
  await tell({ do: 'close-window' })
  await encrypt(place, place.files.slice(0, 10))
  const view = await until((v) => v.tray?.image.endsWith('urgent.png') === true)
  expect(view.tray?.toolTip).toBe('おたすけトレイ: すぐ電話')
  await until(loaded)
  const [alert] = (await snapshot()).alerts
  await until(() => pushes.some(([name]) => name === 'page.show'))
  expect(pushes.filter(([name]) => name === 'page.show')).toContainEqual([
    'page.show',
    { page: 'alert', id: alert?.id },
  ])
  expect(readFileSync(join(place.outside, 'notices'), 'utf8')).toContain('すぐ電話')
  await tell({ do: 'close-window' })
  expect((await until((v) => v.windows === 0)).tray?.image).toMatch(/urgent/)
})

test('来てほしい in the tray leads to a request that has a receipt and shows in the tray', async () => {
  const { until, tell } = await start(['--hidden'])
  await until((v) => v.tray !== null)
  await tell({ do: 'press', label: '来てほしい' })
  await until(loaded)
  await snapshot()
  const made = (await ask('help.request', { kind: 'dispatch', alertId: null, phone: '06-1234-5678' })) as {
    receipt: string
  }
  expect(made.receipt).toMatch(/^\d{4}-[0-9A-Z]{4}$/)
  await until((v) => v.tray?.labels.includes(`窓口: 受付(${made.receipt})`) === true)
  const end = performance.now() + 30_000
  while ((await snapshot()).requests[0]?.delivery !== 'delivered') expect(performance.now()).toBeLessThan(end)
})

test('second start, wake, page crash, and an orderly end', async () => {
  const running = await start(['--hidden'])
  const { until, tell } = running
  await until((v) => v.tray !== null)
  await tell({ do: 'second-instance' })
  await until(loaded)
  await tell({ do: 'power', event: 'suspend' })
  await tell({ do: 'power', event: 'resume' })
  await tell({ do: 'crash-page' })
  await until(loaded)
  await tell({ do: 'crash-page' })
  expect((await until((v) => v.windows === 0)).tray).not.toBeNull()
  await tell({ do: 'answer-dialog', button: 1 })
  await tell({ do: 'press', label: '終了' })
  expect(await running.ended).toBe(0)
  expect(readFileSync(join(place.data, 'log/otasuke.log'), 'utf8')).toMatch(/the page ended: crashed/)
  // Reports of what ended stay here, and are nobody's business until the user sends them.
  expect(readdirSync(join(place.data, 'crash-reports')).filter((n) => n.endsWith('-page.txt'))).toHaveLength(
    2,
  )
})

test('a probe that is killed is replaced, shown meanwhile as restarting, and watches again', async () => {
  const { until, tell } = await start()
  await until(loaded)
  await untilGuarding(app!)
  const [first] = (await until((v) => v.probes.length === 1)).probes
  await tell({ do: 'kill-probe' })
  await until((v) => v.probes.length === 0)
  expect((await snapshot()).sources.find((s) => s.id === 'guard-documents')?.state).toBe('restarting')
  expect((await until((v) => v.probes.length === 1)).probes[0]).not.toBe(first)
  await untilGuarding(app!)
  await encrypt(place, place.files.slice(0, 10))
  await until((v) => v.tray?.image.endsWith('urgent.png') === true)
})

test('a second copy ends at once and touches nothing', async () => {
  place = office(1)
  app = await startAppOnFake({ appFolder: built.folder, dataFolder: place.data, lockTaken: true })
  expect(await app.ended).toBe(0)
})

test('a version that does not start twice says so and looks for the way back, even before its own parts are loaded', async () => {
  place = office(1)
  const profile = join(place.outside, 'profile.yaml')
  mkdirSync(place.outside, { recursive: true })
  writeFileSync(profile, 'schema: 1\nid: X\n')
  const once = async (version: string, ...args: string[]) => {
    app = await startAppOnFake({
      appFolder: built.folder,
      dataFolder: place.data,
      version,
      args: ['--hidden', '--data-dir', place.data, '--guard', place.docs, ...args],
    })
    return app
  }
  const journal = () =>
    JSON.parse(readFileSync(join(place.data, 'starts.json'), 'utf8')) as Record<string, unknown>
  const good = await once('1.0.0')
  const end = performance.now() + 20_000
  while (!existsSync(join(place.data, 'starts.json')) || journal().good !== '1.0.0') {
    expect(performance.now()).toBeLessThan(end)
    await new Promise((done) => setTimeout(done, 50))
  }
  await good.tell({ do: 'quit' })
  expect(await good.ended).toBe(0)
  for (const bad of [[], [], ['1.1.0']]) {
    expect(await (await once('1.1.0', '--profile', profile)).ended).toBe(1)
    expect(journal()).toMatchObject({ version: '1.1.0', good: '1.0.0', bad })
  }
  expect(readFileSync(join(place.data, 'log/otasuke.log'), 'utf8')).toContain(
    'version 1.1.0 did not start; going back to 1.0.0',
  )
  // Of the app itself: on a starved machine the probe may have had to be replaced as well.
  const reports = join(place.data, 'crash-reports')
  const notes = readdirSync(reports)
    .filter((name) => name.endsWith('-app.txt'))
    .map((name) => readFileSync(join(reports, name), 'utf8'))
  expect(notes, notes.join('\n\n')).toHaveLength(3)
  const back = await once('1.0.0')
  await back.tell({ do: 'second-instance' })
  await back.until(loaded)
  expect((await snapshot()).notices).toMatchObject([
    { code: 'rolled-back', params: { version: '1.0.0', bad: '1.1.0' } },
  ])
})

test('a profile that cannot be read is said in a box, and the app ends', async () => {
  place = office(1)
  const profile = join(place.outside, 'profile.yaml')
  mkdirSync(place.outside, { recursive: true })
  writeFileSync(profile, 'schema: 1\nid: X\n')
  app = await startAppOnFake({
    appFolder: built.folder,
    dataFolder: place.data,
    args: ['--data-dir', place.data, '--profile', profile],
  })
  expect(await app.ended).toBe(1)
})
