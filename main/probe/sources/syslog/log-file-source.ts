import { basename } from 'node:path'
import type { UtmSettings } from '../../../contract/settings.ts'
import type { Reason } from '../../../contract/state.ts'
import { followFile } from '../../../ports/follow-file.ts'
import { parseNetworkDeviceLine } from '../../normalise/network-device/network-device-line.ts'
import type { Source, SourceContext } from '../source.ts'
import { createFileMarks } from './file-marks.ts'
import { lineText } from './line-text.ts'
import { type LogFile, logFilesAt } from './log-files.ts'

export type LogFileSourceOptions = {
  /** The settings as they are now; a change is taken up within seconds. */
  settings: () => Pick<UtmSettings, 'enabled' | 'paths'>
  /** Minutes that local time is ahead of UTC at a moment, for lines without a zone. */
  offsetMinutes?: (ms: number) => number
}

const lookEvery = 5_000
/** Logs followed at once: those changed last. */
const most = 50
const systemOffset = (ms: number) => -new Date(ms).getTimezoneOffset()

/**
 * Reads the office's UTM from the files or folders that another program (rsyslog, Synology's log centre, …) keeps.
 * Goes on where it stopped, through rotation and restarts; new files in a folder are read as a whole; what was there
 * before a path was first named is left to `scan`.
 */
export const createLogFileSource = (options: LogFileSourceOptions): Source => {
  const { settings, offsetMinutes = systemOffset } = options
  const followed = new Map<string, () => void>()
  let cancel = () => {}

  const close = () => {
    cancel()
    for (const end of followed.values()) end()
    followed.clear()
  }
  const start = (context: SourceContext) => {
    const { clock, bookmark, emit, health } = context
    const startedAt = clock.now()
    const marks = createFileMarks(bookmark)
    const troubles = new Map<string, string>()
    let told = ''
    const tell = (state: Parameters<typeof health>[0], reason: Reason | null) => {
      const text = JSON.stringify([state, reason])
      if (text === told) return
      told = text
      health(state, reason)
    }
    const read = (line: string, sender: string) => {
      const text = lineText(Buffer.from(line, 'latin1'))
      if (text.trim() === '') return
      const receivedAt = clock.now()
      const event = parseNetworkDeviceLine(text, {
        receivedAt,
        offsetMinutes: offsetMinutes(receivedAt),
        sender,
        source: 'network-log',
      })
      emit(Date.parse(event.at) < startedAt ? { ...event, caughtUp: true } : event)
    }
    const follow = (file: LogFile) => {
      const { path } = file
      const end = followFile({
        file: path,
        clock,
        every: lookEvery,
        encoding: 'latin1',
        from: marks.from(file),
        onLines(lines, position) {
          for (const line of lines) read(line, basename(path))
          marks.keep(path, position)
        },
        onTrouble(code) {
          if (code === null) troubles.delete(path)
          else troubles.set(path, code)
        },
      })
      followed.set(path, end)
    }
    const look = () => {
      const { enabled, paths } = settings()
      const there = new Map<string, LogFile>()
      const all = new Set<string>()
      const missing = new Map<string, string>()
      for (const path of enabled ? paths : []) {
        try {
          const files = logFilesAt(path)
          marks.arrive(path, files)
          for (const file of files) all.add(file.path)
          for (const file of files.slice(0, most)) there.set(file.path, file)
        } catch (error) {
          const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
          // What appears later where nothing is yet is new.
          if (code === 'ENOENT') marks.arrive(path, [])
          missing.set(path, code)
        }
      }
      for (const [path, end] of followed)
        if (!there.has(path)) {
          end()
          followed.delete(path)
          troubles.delete(path)
        }
      for (const file of there.values()) if (!followed.has(file.path)) follow(file)
      if (enabled && missing.size === 0) marks.forget(paths, all)
      if (!enabled || paths.length === 0) return tell('stopped', { code: 'utm-off' })
      const [trouble] = [...missing, ...troubles]
      if (!trouble) return tell('watching', null)
      const [file, code] = trouble
      const denied = code === 'EACCES' || code === 'EPERM'
      tell(followed.size > troubles.size ? 'partly' : 'cannot', {
        code: denied ? 'no-permission' : 'log-missing',
        params: { file },
      })
    }
    close()
    cancel = clock.every(lookEvery, look)
    look()
  }
  return { id: 'network-log', start, stop: close }
}
