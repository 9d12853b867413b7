import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settleMemory } from '../../main/ports/settle-memory.ts'
import { findLists, loadLists } from '../../main/probe/sources/state/block-list-files.ts'

/** `npm run bench -- blocklist [ENTRIES]`: what lists of bad addresses cost, read from files as the app does. A JSON line. */
const entries = Number(process.argv[2] ?? 300_000)
if (!(entries > 0)) {
  console.error('npm run bench -- blocklist [ENTRIES, default 300000]')
  process.exit(2)
}
// The desktop app starts its probe with the same small young generation.
const small = '--max-semi-space-size=1'
if (!process.execArgv.includes(small)) {
  const args = [small, ...process.execArgv, ...process.argv.slice(1)]
  process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1)
}
const address = (i: number) => `${11 + (i % 200)}.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`
const folder = mkdtempSync(join(tmpdir(), 'blocklist-'))
// A third each in the form of URLhaus, Feodo Tracker and ThreatFox (an object a line).
const forms = [
  (i: number) =>
    `"${i}","2026-11-20 16:56:18","http://${address(i)}:8080/bin.sh","online","2026-11-20 16:56:18","malware_download","elf","https://urlhaus.abuse.ch/url/${i}/","x"`,
  (i: number) => `"2026-11-20 07:30:05","${address(i)}","443","online","2026-11-20","Dridex"`,
  (i: number) => `{"id":"${i}","ioc":"${address(i)}:443","ioc_type":"ip:port","confidence_level":100}`,
]
for (const [n, form] of forms.entries())
  for (let from = 0; from < entries / 3; from += 1000)
    appendFileSync(
      join(folder, `list-${n}.csv`),
      Array.from({ length: 1000 }, (_, i) => `${form((from + i) * 3 + n)}\n`).join(''),
    )

/** As the app does it after reading large lists (`settleMemory`). */
const collect = () =>
  new Promise<void>((done) => {
    settleMemory({
      after(_, f) {
        setTimeout(f, 300)
        setTimeout(done, 1500)
        return () => {}
      },
    })
  })
await collect()
const before = process.memoryUsage()
const at = performance.now()
const cpu = process.cpuUsage()
const { list, sources } = await loadLists(findLists(folder))
const { user, system } = process.cpuUsage(cpu)
const wall = performance.now() - at
const peak = process.memoryUsage.rss()
await collect()
const after = process.memoryUsage()

const rounds = 2_000_000
const keys = Array.from({ length: 5000 }, (_, i) =>
  i % 2 ? address(i * 7) : `198.18.${(i >> 8) & 255}.${i & 255}`,
)
let hits = 0
const look = performance.now()
for (let i = 0; i < rounds; i += 1) if (list.find(keys[i % keys.length] ?? '')) hits += 1
const microseconds = ((performance.now() - look) * 1000) / rounds
rmSync(folder, { recursive: true })
const mega = (bytes: number) => Math.round(bytes / 1e5) / 10
console.log(
  JSON.stringify({
    entries: list.size,
    lists: sources.size,
    heldMB: mega(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers),
    residentMoreMB: mega(after.rss - before.rss),
    residentMoreWhileReadingMB: mega(peak - before.rss),
    readSeconds: Math.round(wall) / 1000,
    readCpuSeconds: Math.round((user + system) / 1000) / 1000,
    microsecondsALookUp: Math.round(microseconds * 1000) / 1000,
    hits,
    target: { heldMB: 30, microsecondsALookUp: 1 },
  }),
)
