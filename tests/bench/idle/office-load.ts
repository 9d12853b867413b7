import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { docx, jpeg, pdf } from '../../fakes/guard/documents.ts'

/**
 * `office-load.ts DOCUMENTS`: a busy hour at a desk, until it is ended. It touches only `DOCUMENTS/desk`, which it makes, talks to
 * nobody but itself over loopback, and prints what it has done when it gets SIGTERM.
 */
const [documents] = process.argv.slice(2)
if (!documents) throw new Error('office-load.ts DOCUMENTS')
const desk = join(documents, 'desk')
mkdirSync(desk, { recursive: true })
const done: Record<string, number> = {}
const count = (what: string) => {
  done[what] = (done[what] ?? 0) + 1
}
const every = (ms: number, what: string, work: () => void) => {
  setInterval(() => {
    work()
    count(what)
  }, ms)
}

let n = 0
/** As Word saves: a new file beside the old one, then both change names. */
const save = (name: string, data: Buffer) => {
  const file = join(desk, name)
  const fresh = join(desk, `~WRD${String(n).padStart(4, '0')}.tmp`)
  writeFileSync(fresh, data)
  if (n % 10 > 0) rmSync(file, { force: true })
  renameSync(fresh, file)
}
every(3000, 'documents saved', () => {
  n += 1
  save(`見積-${n % 10}.docx`, docx(40_000 + (n % 50) * 1000, n))
})
every(20_000, 'PDFs written', () => writeFileSync(join(desk, `請求-${n % 20}.pdf`), pdf(120_000, n)))
every(30_000, 'photos taken over', () => {
  for (let i = 0; i < 5; i += 1) writeFileSync(join(desk, `写真-${i}.jpg`), jpeg(300_000, n + i))
})
every(60_000, 'folders packed', () => {
  const files = Array.from({ length: 5 }, (_, i) => join(desk, `写真-${i}.jpg`))
  try {
    writeFileSync(
      join(desk, 'packed.bin.txt'),
      deflateRawSync(Buffer.concat(files.map((f) => readFileSync(f)))).toString('base64'),
    )
  } catch {
    // The first photos come later.
  }
})
every(5000, 'lines added to a list', () => appendFileSync(join(desk, 'list.csv'), `${Date.now()},納品,1\r\n`))
// Programs that Office, the browser and the printer start now and then.
every(1500, 'programs started', () => spawn('/bin/true', { stdio: 'ignore' }))
every(15_000, 'scripts run', () => spawnSync('/bin/sh', ['-c', 'for i in 1 2 3 4 5; do /bin/true; done']))

// A browser and a mail program: many short connections, and some that stay.
const server = createServer((socket) => {
  socket.on('error', () => {})
  socket.end(Buffer.alloc(20_000))
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number }
  every(4000, 'pages of 12 connections', () => {
    for (let i = 0; i < 12; i += 1)
      connect(port, '127.0.0.1')
        .on('error', () => {})
        .on('data', () => {})
  })
})
process.on('SIGTERM', () => {
  process.stdout.write(`${JSON.stringify(done)}\n`, () => process.exit(0))
})
