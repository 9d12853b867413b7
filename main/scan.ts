import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Alert } from './contract/alert.ts'
import { cardOf } from './contract/card.ts'
import { createText } from './contract/text.ts'
import { readLogText } from './ports/log-text.ts'
import { type LoadedRules, loadRules, ownRules } from './scan/load-rules.ts'
import { scanText } from './scan/scan-file.ts'

export type ScanArgs = {
  /** Logs, and folders of logs. */
  paths: readonly string[]
  /** More folders of Sigma rules. */
  rules: readonly string[]
  /** Only JSON, no words on stderr. */
  json: boolean
  /** Leave the app's own rules out. */
  withoutOwn?: boolean
  /** Print every normalised event, one JSON object a line, before its file's own line. */
  events?: boolean
}
export type ScanIo = { out: (line: string) => void; err: (line: string) => void }

const filesBelow = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile())
        .map((e) => join(e.parentPath, e.name))
        .sort()

const ruleIds = ({ evidence: { rules } }: Alert): string[] =>
  Array.isArray(rules) ? rules.map((r: { id?: unknown }) => String(r.id)) : []

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error)

/**
 * `cli scan`: reads recorded logs and prints one JSON object a file. Exit code 0: nothing found, 1: something found,
 * 2: bad use, or a path or rule folder that cannot be read (the others are still read).
 */
export const scan = async (
  { paths, rules, json, withoutOwn, events }: ScanArgs,
  io: ScanIo,
): Promise<number> => {
  const say = (line: string) => {
    if (!json) io.err(line)
  }
  if (paths.length === 0) {
    io.err('scan: name at least one log or folder')
    return 2
  }
  let loaded: LoadedRules
  try {
    loaded = loadRules([...(withoutOwn ? [] : [ownRules]), ...rules])
  } catch (error) {
    io.err(`scan: rules cannot be read: ${codeOf(error)}`)
    return 2
  }
  say(`${loaded.rules.rules.length} rules, ${loaded.refused.length} refused`)
  for (const { file, id, reason } of loaded.refused) say(`refused: ${file} ${id}: ${reason}`)
  const text = createText('ja')
  let found = false
  let trouble = false
  for (const path of paths) {
    let files: string[] = []
    try {
      files = filesBelow(path)
    } catch (error) {
      trouble = true
      io.err(`scan: ${path}: ${codeOf(error)}`)
    }
    for (const file of files) {
      const begun = performance.now()
      try {
        const { alerts, ...rest } = scanText(readLogText(file), loaded, Date.now(), (event) => {
          if (events) io.out(JSON.stringify(event))
        })
        found ||= alerts.length > 0
        const told = alerts.map((a) => ({
          kind: a.kind,
          severity: a.severity,
          title: cardOf(a, text).title,
          count: a.count,
          first: a.occurredAt,
          last: a.lastAt,
          facts: a.facts,
          ruleIds: ruleIds(a),
        }))
        io.out(JSON.stringify({ file, ...rest, alerts: told, ms: Math.round(performance.now() - begun) }))
      } catch (error) {
        trouble = true
        io.err(`scan: ${file}: ${codeOf(error)}`)
      }
    }
  }
  return trouble ? 2 : found ? 1 : 0
}
