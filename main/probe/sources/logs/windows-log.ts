import { writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { readWindowsEvent } from '../../normalise/windows-event.ts'
import { createEventSplitter } from '../../normalise/windows-event-splitter.ts'
import type { Source, SourceContext } from '../source.ts'
import { structuredQuery, wantedChannels } from './windows-channels.ts'
import { channelEnds, resume, wevtutil } from './windows-marks.ts'

const id = 'logs-windows'
const batch = 500
/** Each look costs a short-lived process, so it comes at once only while there is more to read. */
const busyEvery = 500
const quietEvery = 10_000

/** One start: a look that is still under way when the next start comes must not go on beside it. */
type Life = {
  over: boolean
  cancel: () => void
  marks: Record<string, number>
  startedAt: number
  /** Says how the source is when the last look went well. */
  calm: () => void
}

/**
 * All Windows channels that rules can read, by one structured query through `wevtutil` with a mark for each channel.
 * What happened while the app was off is read first. Channels that need more rights are told, the others are read.
 */
export const createWindowsLog = ({ computer = hostname() }: { computer?: string } = {}): Source => {
  let end = () => {}
  const look = async (context: SourceContext, life: Life): Promise<void> => {
    const { marks, startedAt, calm } = life
    const { run, paths, bookmark, health } = context
    const file = join(paths.data, 'log-query.xml')
    writeFileSync(file, structuredQuery(marks), { mode: 0o600 })
    const answer = await wevtutil(run, ['qe', file, '/sq:true', '/f:xml', `/c:${batch}`])
    if (life.over) return
    if (answer.code !== 0) {
      const detail = answer.problem ?? `exit ${answer.code}`
      health('cannot', { code: 'tool-failed', params: { tool: 'wevtutil', detail } })
    } else {
      const splitter = createEventSplitter()
      const elements = splitter.push(answer.stdout)
      splitter.end()
      let unreadable = splitter.broken()
      for (const element of elements) {
        const event = readWindowsEvent(element, id)
        if (!event) {
          unreadable += 1
          continue
        }
        const channel = Object.keys(marks).find((c) => c.toLowerCase() === event.channel?.toLowerCase())
        if (channel !== undefined) marks[channel] = Math.max(marks[channel] ?? 0, event.recordId ?? 0)
        context.emit(Date.parse(event.at) < startedAt ? { ...event, caughtUp: true } : event)
      }
      if (elements.length > 0) bookmark.write({ computer, marks })
      if (unreadable > 0) health('partly', { code: 'log-unreadable', params: { count: unreadable } })
      else calm()
      if (elements.length >= batch) return again(context, life, busyEvery)
    }
    again(context, life, quietEvery)
  }
  const again = (context: SourceContext, life: Life, wait: number): void => {
    life.cancel = context.clock.after(wait, () => {
      look(context, life).catch((error: unknown) =>
        context.died({ code: 'stopped-working', params: { detail: String(error).slice(0, 200) } }),
      )
    })
  }
  return {
    id,
    async start(context) {
      const { clock, run, bookmark, health } = context
      const life: Life = { over: false, cancel() {}, marks: {}, startedAt: clock.now(), calm() {} }
      end = () => {
        life.over = true
        life.cancel()
      }
      const list = await wevtutil(run, ['el'])
      if (list.problem === 'not-found')
        return health('cannot', { code: 'tool-missing', params: { tool: 'wevtutil' } })
      const { ends, denied, failed } = await channelEnds(run, wantedChannels(list.stdout.split(/\r?\n/)))
      if (life.over) return
      if (Object.keys(ends).length === 0)
        return health(
          'cannot',
          denied.length > 0 ? { code: 'needs-admin' } : { code: 'tool-failed', params: { tool: 'wevtutil' } },
        )
      const unread = [...denied, ...failed]
      life.calm = () =>
        unread.length === 0
          ? health('watching')
          : health('partly', {
              code: 'channels-unread',
              params: { count: unread.length, channels: unread.join(', '), sid: 'S-1-5-32-573' },
            })
      life.marks = resume(bookmark.read(), computer, ends)
      bookmark.write({ computer, marks: life.marks })
      life.calm()
      await look(context, life)
    },
    stop: () => end(),
  }
}
