import { resolve } from 'node:path'
import { cardOf } from '../contract/card.ts'
import { createText } from '../contract/text.ts'
import { createCore } from '../core.ts'
import { askRunning } from '../hosts/headless/single-instance.ts'
import type { Notifier } from '../ports/notifier.ts'
import { defaultDataDir, findPaths, hostInfo, nodePorts } from '../setup.ts'
import { watchers } from '../watchers.ts'

export type WatchOptions = {
  dataDir?: string
  guard: string[]
  desk?: string
  /** Seconds; without it the probe runs until Ctrl+C. */
  for?: number
  json: boolean
}

const quiet: Notifier = { show: async () => ({ shown: false, problem: 'no screen' }), close() {} }

/** `cli watch`: the probe without a screen. JSON lines on stdout, words on stderr. Exit code 1 when anything was found. */
export const watch = async (options: WatchOptions): Promise<number> => {
  const dataDir = resolve(options.dataDir ?? defaultDataDir(process.platform, process.env))
  if ((await askRunning(dataDir)) !== null) {
    console.error(`The app already watches with ${dataDir}: end it first, or give another --data-dir.`)
    return 2
  }
  const paths = await findPaths(dataDir)
  const ports = nodePorts(paths, quiet)
  const text = createText(ports.settings.read().language)
  const core = createCore(ports, {
    host: hostInfo('cli'),
    profile: null,
    deskUrl: options.desk ?? null,
    startPracticeDesk: null,
    ...watchers(paths, options.guard, ports.settings.read().guardFolders, 'leave'),
    showPage: () => {},
  })
  const say = (line: string) => {
    if (!options.json) console.error(line)
  }
  let found = false
  const told = new Map<string, string>()
  const known = new Set<string>()
  core.onPush((name, change) => {
    if (name !== 'state.changed' || !('type' in change)) return
    if (change.type === 'source') {
      const { id, state, reason } = change.source
      const words = reason ? text.first([`reason.${reason.code}`, 'reason.general'], reason.params) : null
      const line = JSON.stringify({ type: 'source', id, state, reason: words })
      if (told.get(id) === line) return
      told.set(id, line)
      console.log(line)
    }
    if (change.type === 'alert' && Date.parse(change.alert.detectedAt) >= startedAt) {
      const { id, kind, severity, occurredAt, detectedAt, evidence } = change.alert
      if (known.has(`${id}:${severity}`)) return
      known.add(`${id}:${severity}`)
      found = true
      const card = cardOf(change.alert, text)
      console.log(
        JSON.stringify({
          type: 'alert',
          id,
          kind,
          severity,
          title: card.title,
          occurredAt,
          detectedAt,
          evidence,
        }),
      )
      say(`${text(`severity.${severity}`)}: ${card.title}`)
    }
    if (change.type === 'notice')
      say(text.first([`notice.${change.notice.code}`, 'notice.general'], change.notice.params) ?? '')
  })
  const startedAt = Date.now()
  await core.start()
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
    if (options.for !== undefined) setTimeout(done, options.for * 1000)
  })
  await core.stop()
  return found ? 1 : 0
}
