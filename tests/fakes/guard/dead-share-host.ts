import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { existingFolders } from '../../../main/ports/document-folders.ts'
import { createGuardSource } from '../../../main/probe/sources/guard/guard-source.ts'
import { createRecordingContext, until } from './context.ts'
import { pdf } from './documents.ts'

/**
 * `dead-share-host.ts FOLDER start|later`: guards documents of the local disk, a share beside them and one mounted within
 * them. The shares' servers (`bindfs`, stopped) do not answer, from the start or later. Prints one JSON line: what was said,
 * which folders count as there, and for how long (ms) the process could do nothing else. To be run in a mount name space of its own.
 */
const top = process.argv[2]!
const deadAt = process.argv[3] as 'start' | 'later'
const docs = join(top, 'docs')
const data = join(top, 'data')
const shares = [join(top, 'share'), join(docs, 'within')]
for (const folder of [data, ...shares]) mkdirSync(folder, { recursive: true })
const servers = shares.map((share, i) => {
  const files = join(top, `server${i}`)
  mkdirSync(files)
  for (let n = 0; n < 5; n++) writeFileSync(join(files, `s${n}.pdf`), pdf(9_000, n))
  // In the foreground, so that its number is known.
  return spawn('bindfs', ['-f', files, share], { stdio: 'ignore' })
})
const isMounted = (path: string) => spawnSync('mountpoint', ['-q', path]).status === 0
await until('the mounts', () => shares.every(isMounted))
const signal = (what: 'SIGSTOP' | 'SIGCONT') => {
  for (const s of servers) s.kill(what)
}
const local = Array.from({ length: 6 }, (_, n) => join(docs, `f${n}.pdf`))
for (const [n, path] of local.entries()) writeFileSync(path, pdf(9_000, n))
if (deadAt === 'start') signal('SIGSTOP')

let longestHold = 0
let beat = performance.now()
setInterval(() => {
  longestHold = Math.max(longestHold, performance.now() - beat - 20)
  beat = performance.now()
}, 20)
const recording = createRecordingContext(data)
const ticks: (() => void)[] = []
const every = (_: number, f: () => void) => {
  ticks.push(f)
  return () => {}
}
const source = createGuardSource({ folders: [docs, shares[0]!], canaries: 'put' })
await source.start({ ...recording.context, clock: { ...recording.context.clock, every } })
await until('a word', () => recording.health.length > 0, 20_000)
const atStart = recording.health.at(-1)
await until('the baseline', () => recording.lines.some((l) => l.includes('baseline read')))
if (deadAt === 'later') {
  signal('SIGSTOP')
  // Kernel and server have agreed on names for a second.
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  for (const tick of ticks) tick()
}
for (const path of local) writeFileSync(path, randomBytes(9_000))
const destroyed = () => recording.events.filter((e) => e.after === 'destroyed').map((e) => e.path)
await until('the local files', () => local.every((f) => destroyed().includes(f)))
if (deadAt === 'later')
  await until(
    'that it is closed',
    () => recording.health.at(-1)?.reason?.code === 'guard-folder-closed',
    25_000,
  )
const whileDead = recording.health.at(-1)
const asked = [docs, join(top, 'none'), shares[0]!, join(shares[0]!, 'never seen'), data]
const there = await existingFolders(asked, 500)
signal('SIGCONT')
const again = setInterval(() => {
  for (const tick of ticks) tick()
}, 500)
await until('the shares', () => recording.health.at(-1)?.reason?.code === 'guard-share', 25_000)
clearInterval(again)
const remote = join(shares[1]!, 's1.pdf')
await new Promise((resolve) => setTimeout(resolve, 1_000))
writeFileSync(remote, randomBytes(9_000))
await until('the file of the share', () => destroyed().includes(remote))
process.stdout.write(
  `${JSON.stringify({ atStart, whileDead, there, longestHold: Math.round(longestHold) })}\n`,
)
await source.stop()
for (const s of servers) s.kill('SIGKILL')
process.exit(0)
