import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { NetworkDeviceEvent, NetworkEnd } from '../../main/contract/event.ts'

/** Real lines of many makers, for tests only; not part of the project. */
const folder = resolve(import.meta.dirname, '../../../shared/data/utm')

/** A record of the set: one line or several, with what its first owner expected of it. */
export type UtmRecord = {
  id: string
  vendor: string
  product: string
  source: 'sc4s' | 'wazuh' | 'crowdsec'
  raw: string
  expected: {
    level?: number
    must_match?: boolean
    overflow_alerts?: number | null
    alert_sources?: string[]
    parsed_meta?: Record<string, string>[]
  }
}

/** Why the tests over real lines are skipped; null: they can run. */
export const missingUtm = existsSync(folder)
  ? null
  : 'the folder of real lines (../shared/data/utm) is not there'

export const utmRecords = (): UtmRecord[] =>
  missingUtm
    ? []
    : readdirSync(folder)
        .filter((f) => f.endsWith('.jsonl'))
        .flatMap((f) => readFileSync(resolve(folder, f), 'utf8').split('\n').filter(Boolean))
        .map((line) => JSON.parse(line) as UtmRecord)

export const linesOf = (record: UtmRecord): string[] => record.raw.split('\n').filter((l) => l.trim() !== '')

/** Addresses and ports that a line names, found by marks that no parser of ours uses: the yardstick of recall. */
export const expectedIn = (line: string): { addresses: string[]; ports: number[] } => {
  const valid = (ip: string) => ip.split('.').every((p) => Number(p) < 256)
  const addresses = [...line.matchAll(/(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]|-\d)/g)]
    .filter(
      (m) => valid(m[0]) && !/(?:version|ver|mask|build|Version: ?)\W{0,3}$/i.test(line.slice(0, m.index)),
    )
    .map((m) => m[0])
  const named =
    /\b(?:s_?port|d_?port|spt|dpt|src_?_?port|dst_?_?port|source-?port|destination-?port|SrcPort|DstPort|srcPort|dstPort|src_port|dest_port)["']?\s?[=:]\s?"?(\d{1,5})\b/gi
  const attached = /\d{1,3}(?:\.\d{1,3}){3}(?::|\/(?!24|16|8\b|32|0\b)|\()(\d{2,5})(?=[\s,;)\]:/"]|->|$)/g
  const ports = [...line.matchAll(named), ...line.matchAll(attached)].map((m) => Number(m[1]))
  return { addresses: [...new Set(addresses)], ports: [...new Set(ports.filter((p) => p > 0 && p <= 65535))] }
}

const endValues = (end: NetworkEnd) => [end.address, end.nat?.address]
const endPorts = (end: NetworkEnd) => [end.port, end.nat?.port]

/** What an event names: `ends` only the two ends and the device, `all` every place. */
export const namedIn = (
  e: NetworkDeviceEvent,
): { ends: Set<string>; all: Set<string>; ports: Set<number> } => {
  const ends = [...endValues(e.src), ...endValues(e.dst), e.observer?.address].filter((a) => a !== undefined)
  const ports = [...endPorts(e.src), ...endPorts(e.dst)].filter((p) => p !== undefined)
  return { ends: new Set(ends), all: new Set([...ends, ...(e.related?.ip ?? [])]), ports: new Set(ports) }
}
