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

/** What `osascript` gives for a list of paths: all on one line, separated by commas. */
export const readPaths = (output: string): StateEntry[] =>
  lines(output)
    .flatMap((line) => line.split(/, (?=\/)/))
    .filter((path) => path.startsWith('/'))
    .map((path) => entry(path, path, path))

/**
 * Makers' bundles with version and state (`systemextensionsctl list`, `kmutil showloaded`); Apple's own, headings
 * and counts are left out. One bundle can have several lines while it is replaced: the last one counts.
 */
export const readBundles = (output: string): StateEntry[] => {
  const found = new Map<string, StateEntry>()
  for (const line of lines(output)) {
    const [, id, version = ''] = /(?:^|\s)([A-Za-z][\w-]*(?:\.[\w-]+)+)\s+\(([^()]+)\)/.exec(line) ?? []
    if (id === undefined || id.startsWith('com.apple.')) continue
    const state = /\[([^[\]]+)\]\s*$/.exec(line)?.[1] ?? null
    found.set(id, { key: id, subject: id, details: { version, state } })
  }
  return [...found.values()]
}

/** `profiles list`: the profiles' names in reverse-DNS form. The sentences around them are translated. */
export const readProfiles = (output: string): StateEntry[] =>
  lines(output).flatMap((line) => {
    const id = /\bprofileIdentifier:\s*(\S+)/.exec(line)?.[1]
    return id ? [entry(id, id, id)] : []
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
  // A group without a member is half an answer.
  if (rule < 0 || all.length < rule + 3) return null
  return all.slice(rule + 1, -1).map((name) => ({ key: name, subject: name, details: { member: name } }))
}

/**
 * Event 5861 of WMI-Activity, newest first: a permanent subscription was made. One entry a subscription, not a record:
 * Windows tells its own again after each start.
 */
export const readWmiEvents = (xml: string): StateEntry[] | null => {
  const { records, problem } = readWindowsEvents(xml)
  if (problem) return null
  const newest = new Map<string, StateEntry>()
  for (const { recordId, at, data } of records) {
    const text = Object.values(data).join('\n')
    const key = data.ESS ? `${data.ESS} ${data.CONSUMER ?? ''}` : String(recordId ?? at)
    if (newest.has(key)) continue
    newest.set(key, {
      key,
      subject: `WMI ${data.ESS ?? key}`.slice(0, 200),
      ...(at === null ? {} : { changedAt: at }),
      details: { commands: [text.slice(0, 2000)], signs: suspiciousSigns(text) },
    })
  }
  return [...newest.values()]
}
