import { readWindowsEvents } from '../../normalise/windows-event-xml.ts'
import { readWindowsLogin } from '../../normalise/windows-login.ts'
import type { Source, SourceContext } from '../source.ts'

const id = 'logins-windows'
const batch = 500
/** Each look costs a short-lived process, so it comes at once only while something is going on. */
const busyEvery = 1000
const quietEvery = 5000
/** Win32 ERROR_ACCESS_DENIED, which wevtutil gives as its exit code. */
const accessDenied = 5

const query = (after: number) => `*[System[(EventID=4624 or EventID=4625) and (EventRecordID > ${after})]]`
const commonArgs = ['qe', 'Security', '/f:xml']
// wevtutil writes the OEM code page of the system: 932 in Japan, and ASCII is the same everywhere.
const readOptions = { encoding: 'cp932', timeout: 60_000 }

/** One start: a look that is still under way when the next start comes must not go on beside it. */
type Life = { over: boolean; cancel: () => void }

/**
 * Logins on Windows: Security 4624 and 4625 by `wevtutil`, from a bookmark that is the last record's number. Needs
 * an administrator or a member of "Event Log Readers"; says so where the user is neither.
 */
export const createWindowsLogins = (): Source => {
  let end = () => {}
  const look = async (context: SourceContext, startedAt: number, life: Life): Promise<void> => {
    const { clock, run, bookmark, health } = context
    const fail = (code: number | null, problem: string | null): boolean => {
      if (code === 0) return false
      if (problem === 'not-found') health('cannot', { code: 'tool-missing', params: { tool: 'wevtutil' } })
      else if (code === accessDenied) health('cannot', { code: 'needs-admin' })
      else
        health('cannot', {
          code: 'tool-failed',
          params: { tool: 'wevtutil', detail: problem ?? `exit ${code}` },
        })
      return true
    }
    const newest = async () => {
      const answer = await run.run('wevtutil', [...commonArgs, '/c:1', '/rd:true'], readOptions)
      if (fail(answer.code, answer.problem)) return null
      return readWindowsEvents(answer.stdout).records[0]?.recordId ?? 0
    }
    let mark = (bookmark.read() as { recordId?: unknown } | null)?.recordId
    if (typeof mark !== 'number') {
      const last = await newest()
      if (last === null || life.over) return
      mark = last
      bookmark.write({ recordId: last })
      health('watching')
    }
    const after = mark as number
    const answer = await run.run(
      'wevtutil',
      [...commonArgs, `/q:${query(after)}`, `/c:${batch}`],
      readOptions,
    )
    if (life.over || fail(answer.code, answer.problem)) return
    const { records, problem } = readWindowsEvents(answer.stdout)
    for (const record of records) {
      const event = readWindowsLogin(record, id)
      if (event && record.at !== null)
        context.emit(record.at < startedAt ? { ...event, caughtUp: true } : event)
    }
    const last = records.reduce((most, r) => Math.max(most, r.recordId ?? 0), after)
    if (last > after) bookmark.write({ recordId: last })
    health(
      problem ? 'partly' : 'watching',
      problem ? { code: 'log-unreadable', params: { detail: problem } } : null,
    )
    const wait = records.length > 0 ? busyEvery : quietEvery
    life.cancel = clock.after(wait, () => step(context, startedAt, life))
  }
  const step = (context: SourceContext, startedAt: number, life: Life) => {
    look(context, startedAt, life).catch((error: unknown) =>
      context.died({ code: 'stopped-working', params: { detail: String(error).slice(0, 200) } }),
    )
  }
  return {
    id,
    async start(context) {
      const life: Life = { over: false, cancel() {} }
      end = () => {
        life.over = true
        life.cancel()
      }
      const mark = (context.bookmark.read() as { recordId?: unknown } | null)?.recordId
      if (typeof mark === 'number') {
        // A log that was cleared and began anew has smaller numbers than the mark.
        const answer = await context.run.run('wevtutil', [...commonArgs, '/c:1', '/rd:true'], readOptions)
        const last = readWindowsEvents(answer.stdout).records[0]?.recordId
        if (answer.code === 0 && typeof last === 'number' && last < mark)
          context.bookmark.write({ recordId: 0 })
      }
      if (!life.over) await look(context, context.clock.now(), life)
    },
    stop: () => end(),
  }
}
