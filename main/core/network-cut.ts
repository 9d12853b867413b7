import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { RecordStore } from '../alerts/record-store.ts'
import type { AskOut, Handlers } from '../contract/api.ts'
import type { Text } from '../contract/text.ts'
import type { RunCommand } from '../ports/run-command.ts'
import { networkWays } from './network-ways.ts'

export type NetworkCutOptions = {
  run: RunCommand
  platform: NodeJS.Platform
  /** The app's own folder: what was switched off is remembered there, so that it can be put back after a restart. */
  folder: string
  record: RecordStore
  now: () => string
  text: () => Text
  /** Has this PC an address on any network but its own? */
  connected?: () => boolean
  /** Waits so many ms. */
  wait: (ms: number) => Promise<void>
}

type Answer = AskOut<'network.cut'>

const memorySchema = z.object({ since: z.string(), done: z.array(z.string()) })

const hasAddress = (): boolean =>
  Object.values(networkInterfaces()).some((list) => list?.some((a) => !a.internal && !isLinkLocal(a.address)))
const isLinkLocal = (address: string): boolean => /^(fe[89ab]|169\.254\.)/i.test(address)

/**
 * 「ネットから切り離す」: does it where this user may, says honestly where he may not, looks whether it worked, and puts
 * back exactly what it switched off. The page always explains the cable and the Wi-Fi switch first; this only helps.
 */
export const createNetworkCut = (options: NetworkCutOptions): Pick<Handlers, 'network.cut'> => {
  const { run, platform, folder, record, now, text, connected = hasAddress, wait } = options
  const way = networkWays[platform]
  const file = join(folder, 'network-cut.json')
  // Kept in memory too: where the disk refuses, it can still be put back until the app ends.
  let memory = readMemory(file)
  const remember = (value: typeof memory) => {
    memory = value
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (value) writeFileSync(file, JSON.stringify(value), { mode: 0o600, flush: true })
      else rmSync(file, { force: true })
    } catch {
      // A full disk must not keep anybody from cutting the line.
    }
  }
  const write = (alertId: string | null, words: 'cut.recordOff' | 'cut.recordOn') => {
    if (alertId === null || record.read(alertId).entries.length === 0) return
    const facts = { text: text()(words) }
    record.add(alertId, { at: now(), step: 'first', type: 'note', who: '', facts })
  }
  const isOff = async (): Promise<boolean> => {
    for (let i = 0; i < 10; i++) {
      if (!connected()) return true
      await wait(300)
    }
    return false
  }
  const no = (reason: string): Answer => ({ state: 'not-possible', reason, since: memory?.since ?? null })

  const cutOff = async (alertId: string | null): Promise<Answer> => {
    if (!way) return no('no-tool')
    const told = await way.off(run)
    if ('problem' in told) return no(told.problem)
    if (told.done.length === 0) return no('nothing-found')
    // Pressed twice: what the first press switched off stays remembered.
    const done = [...new Set([...(memory?.done ?? []), ...told.done])]
    remember({ since: memory?.since ?? now(), done })
    write(alertId, 'cut.recordOff')
    const reason = way.stays ?? ((await isOff()) ? null : 'some-stay')
    return { state: 'cut', reason, since: memory?.since ?? null }
  }
  const putBack = async (alertId: string | null): Promise<Answer> => {
    if (!memory) return no('not-ours')
    if (!way) return no('no-tool')
    const told = await way.on(run, memory.done)
    if ('problem' in told) return no(`${told.problem}-back`)
    remember(null)
    write(alertId, 'cut.recordOn')
    return { state: 'connected', reason: null, since: null }
  }
  return {
    async 'network.cut'({ cut, alertId }) {
      if (cut === null)
        return { state: memory ? 'cut' : 'connected', reason: null, since: memory?.since ?? null }
      return cut ? cutOff(alertId) : putBack(alertId)
    },
  }
}

const readMemory = (file: string): z.infer<typeof memorySchema> | null => {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
