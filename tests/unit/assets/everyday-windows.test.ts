import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FieldValue, LogEvent } from '../../../main/contract/event.ts'
import { nameAsSysmon } from '../../../main/probe/normalise/windows-alias.ts'
import { loadRules, ownRules } from '../../../main/scan/load-rules.ts'

/** What runs on office PCs day by day: what for, parent, program, command line. */
type Everyday = [why: string, parent: string, program: string, commandLine: string]
const everyday = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/everyday-windows.json'), 'utf8'),
) as Everyday[]
const { rules } = loadRules([ownRules])

const security = (eventId: number, data: Record<string, FieldValue>): LogEvent => {
  const fields = { ...data, Channel: 'Security', EventID: String(eventId) }
  const event: LogEvent = {
    category: 'log',
    source: 't',
    at: '2026-11-20T01:00:00.000Z',
    logsource: { product: 'windows' },
    channel: 'Security',
    eventId,
    fields,
  }
  nameAsSysmon(event, fields)
  return event
}
/** Titles of the rules that tell somebody: `low` and `informational` never do. */
const told = (event: LogEvent): string[] =>
  rules
    .match(event)
    .filter(({ rule }) => !['low', 'informational'].includes(rule.level))
    .map(({ rule }) => rule.title)

test('at most one in fifty everyday programs is told to anybody', () => {
  const alarms = everyday.flatMap(([why, parent, program, line]) =>
    told(
      security(4688, {
        NewProcessName: program,
        ParentProcessName: parent,
        CommandLine: line,
        SubjectUserName: 'sato',
      }),
    ).map((title) => `${why}: ${line} → ${title}`),
  )
  expect(everyday.length).toBeGreaterThanOrEqual(50)
  expect(alarms.length / everyday.length, alarms.join('\n')).toBeLessThanOrEqual(0.02)
})

test.each([
  '\\OneDrive Standalone Update Task-S-1-5-21-1',
  '\\GoogleUpdateTaskUserS-1-5-21-1Core',
  '\\ZoomUpdateTaskUser-S-1-5-21-1',
  '\\MicrosoftEdgeUpdateTaskUser',
  '\\Mozilla\\Firefox Background Update',
  '\\Adobe Acrobat Update Task',
  '\\Microsoft\\Office\\Office Feature Updates Logon',
  '\\Dropbox\\DropboxUpdateTaskUser',
  '\\Intel\\Telemetry',
  '\\NvDriverUpdateCheckDaily',
  '\\HP\\HP Print Scan Doctor',
])('the task %s of a known maker is told to nobody', (TaskName) => {
  expect(
    told(
      security(4698, {
        TaskName,
        SubjectUserSid: 'S-1-5-21-1-2-3-1001',
        SubjectUserName: 'sato',
        TaskContent:
          '<Task><Actions><Exec><Command>C:\\Program Files\\Maker\\update.exe</Command></Exec></Actions></Task>',
      }),
    ),
  ).toEqual([])
})
