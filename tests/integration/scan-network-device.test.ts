import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { scan } from '../../main/scan.ts'
import { sampleLines } from '../fakes/utm-lines.ts'
import { linesOf, missingUtm, utmRecords } from '../fakes/utm-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'otasuke-scan-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = async (name: string, text: string, events = false) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  const out: string[] = []
  const code = await scan(
    { paths: [file], rules: [], json: true, events },
    { out: (l) => out.push(l), err: () => {} },
  )
  const objects = out.map((line) => JSON.parse(line))
  return { code, summary: objects.at(-1), events: objects.slice(0, -1) }
}

describe('scan of a firewall’s log', () => {
  const text = `${[sampleLines.checkpoint, sampleLines.fortinetVirus, '\u0001\u0002', sampleLines.filterlog].join('\n')}\n`
  test('counts what was read and what was not, and tells the incidents', async () => {
    const { code, summary } = await run('utm.log', text)
    expect(code).toBe(1)
    expect(summary).toMatchObject({ format: 'network-device', events: 4, unreadable: 1 })
    expect(summary.alerts.map((a: { kind: string }) => a.kind)).toEqual([
      'network-malware-blocked',
      'network-malware-blocked',
    ])
    expect(summary.alerts[0].title).toBe('悪いソフトを会社の入口で止めました')
  })
  test('--events prints each normalised event before that', async () => {
    const { events } = await run('events.log', text, true)
    expect(events).toHaveLength(4)
    expect(events[1]).toMatchObject({
      category: 'network-device',
      vendor: 'Fortinet',
      action: 'blocked',
      kind: 'malware',
      src: { address: '192.168.1.23', port: 50122 },
      raw: sampleLines.fortinetVirus,
    })
    expect(events[2]).toMatchObject({ kind: 'unreadable', raw: '\u0001\u0002' })
  })
  test('Suricata’s JSON is a firewall’s log too', async () => {
    const { summary } = await run('eve.json', `${sampleLines.suricata}\n`)
    expect(summary).toMatchObject({ format: 'network-device', events: 1, unreadable: 0 })
  })
  test('a PC’s own log stays what it is', async () => {
    const line = 'Nov 23 11:02:03 pc sshd[1]: Failed password for root from 203.0.113.1 port 1 ssh2\n'
    const { summary } = await run('auth.log', line.repeat(20))
    expect(summary.format).toBe('syslog')
    expect(summary.alerts.map((a: { kind: string }) => a.kind)).toEqual(['password-guessing'])
  })
  test.skipIf(missingUtm)(
    `grave lines tell an alert one by one${missingUtm ? ` – skipped: ${missingUtm}` : ''}`,
    async () => {
      const grave = utmRecords().filter((r) => r.expected.must_match && (r.expected.level ?? 0) >= 8)
      const codes = []
      for (const record of grave)
        codes.push((await run(`${record.id}.log`, `${linesOf(record).join('\n')}\n`)).code)
      console.log(`scan tells ${codes.filter((c) => c === 1).length} of ${codes.length} grave lines`)
      expect(codes.filter((c) => c === 1).length).toBeGreaterThanOrEqual(codes.length * 0.9)
    },
  )
})
