import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { LogEvent } from '../../main/contract/event.ts'
import { readWindowsEvent } from '../../main/probe/normalise/windows-event.ts'

/** Folder of the recorded data that nobody in this project wrote; not part of the project. */
export const recordedData: string = resolve(import.meta.dirname, '../../../shared/data')
export const hasRecordedData: boolean = existsSync(recordedData)

/** Path and text of every event recording. */
export const windowsRecordings = (): { file: string; text: string }[] => {
  const folder = join(recordedData, 'windows-events')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.xml'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
}

/** The events of one recording: one element a line. */
export const eventsOf = (text: string): LogEvent[] =>
  text.split('\n').flatMap((line) => readWindowsEvent(line, 'recording') ?? [])

/** Which rule must match which file of the regression set. */
export const expectedMatches = (): { file: string; ruleId: string; text: string }[] => {
  const folder = join(recordedData, 'sigma-regression')
  const rows = readFileSync(join(folder, 'expected.csv'), 'utf8').trim().split('\n').slice(1)
  return rows.map((row) => {
    const [file = '', ruleId = ''] = row.split(',')
    return { file, ruleId, text: readFileSync(join(folder, file), 'utf8') }
  })
}
