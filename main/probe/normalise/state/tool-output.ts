import { readWindowsEvents } from '../windows-event-xml.ts'
import type { StateEntry } from './state-diff.ts'
import { suspiciousSigns } from './suspicious-signs.ts'

const mostLines = 2000
const entry = (key: string, subject: string, command: string): StateEntry => ({
  key,
  subject: subject.slice(0, 200),
  details: { commands: [command.slice(0, 300)], signs: suspiciousSigns(command) },
})
const lines = (output: string) =>
  output
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter(Boolean)
    .slice(0, mostLines)

/** Every line as an entry of its own, named by its first word (`lsmod`, `atq`) so that counters beside it do not matter. */
export const readLines = (output: string): StateEntry[] =>
  lines(output).map((line) => {
    const name = line.split(/\s+/)[0] ?? line
    return entry(name, name, line.includes('/') ? line : name)
  })

/** A table of cron: every line that is neither empty nor a comment. */
export const readCrontab = (output: string): StateEntry[] =>
  lines(output)
    .filter((l) => !l.startsWith('#'))
    .map((line) => entry(line.slice(0, 300), line, line))

/** `schtasks /query /xml ONE`: one entry a task, with what it runs. Comments hold the task's path; texts are language-free. */
export const readScheduledTasks = (output: string): StateEntry[] => {
  const tasks: StateEntry[] = []
  for (const [, path = '', body = ''] of output.matchAll(
    /<!--\s*(\\[^>]*?)\s*-->\s*(<Task\b[\s\S]*?<\/Task>)/g,
  )) {
    const commands = [
      ...body.matchAll(
        /<Exec>[\s\S]*?<Command>([\s\S]*?)<\/Command>(?:\s*<Arguments>([\s\S]*?)<\/Arguments>)?/g,
      ),
    ].map((m) => `${m[1] ?? ''} ${m[2] ?? ''}`.trim())
    const handlers = [...body.matchAll(/<ClassId>([\s\S]*?)<\/ClassId>/g)].map((m) => `COM ${m[1] ?? ''}`)
    const enabled = !/<Settings>[\s\S]*?<Enabled>false<\/Enabled>[\s\S]*?<\/Settings>/.test(body)
    const what = [...commands, ...handlers].map((c) => c.slice(0, 300)).slice(0, 8)
    tasks.push({
      key: path,
      subject: path,
      details: { commands: what, enabled, signs: suspiciousSigns(what.join('\n')) },
    })
  }
  return tasks
}

/** Lines that name a job by its GUID (`bitsadmin /rawreturn /list`). */
export const readGuids = (output: string): StateEntry[] =>
  lines(output).flatMap((line) => {
    const guid = /\{[0-9A-Fa-f-]{36}\}/.exec(line)?.[0]
    return guid ? [entry(guid, line, line)] : []
  })

/**
 * `net localgroup <group>`: the names between the line of dashes and the closing sentence. The sentences are
 * translated, their places are not. Null when the output has no such shape.
 */
export const readMembers = (output: string): StateEntry[] | null => {
  const all = lines(output)
  const rule = all.findIndex((l) => /^-{20,}$/.test(l))
  if (rule < 0 || all.length < rule + 2) return null
  return all.slice(rule + 1, -1).map((name) => ({ key: name, subject: name, details: { member: name } }))
}

/** Event 5861 of WMI-Activity: a permanent subscription was made. Each record is an entry; they never change. */
export const readWmiEvents = (xml: string): StateEntry[] | null => {
  const { records, problem } = readWindowsEvents(xml)
  if (problem) return null
  return records.map(({ recordId, at, data }) => {
    const text = Object.values(data).join('\n')
    const key = String(recordId ?? at)
    return {
      key,
      subject: `WMI ${data.ESS ?? key}`.slice(0, 200),
      ...(at === null ? {} : { changedAt: at }),
      details: { commands: [text.slice(0, 300)], signs: suspiciousSigns(text) },
    }
  })
}
