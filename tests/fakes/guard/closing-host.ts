import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { createGuardSource } from '../../../main/probe/sources/guard/guard-source.ts'
import { createPlayground, removePlayground, writeCorpus } from '../../bench/guard/playground.ts'
import { createRecordingContext, until } from './context.ts'

/**
 * A user closes a file and a folder under the guard's eyes, opens them again, and overwrites files of a closed folder.
 * Prints one JSON line: the reasons that the guard has given, in order (null: watching), and what it has told of files.
 * To be run as a user who is not root.
 */
const place = createPlayground()
const files = writeCorpus(place.docs, 40, 20)
mkdirSync(`${place.docs}/empty`)
const recording = createRecordingContext(place.data)
const { events, health, lines } = recording
const source = createGuardSource({ folders: [place.docs] })
const said = () => health.at(-1)?.reason?.code ?? null
const waitFor = (code: string | null) => until(`${code}`, () => health.length > 0 && said() === code)
try {
  await source.start(recording.context)
  await waitFor(null)
  await until('the baseline', () => lines.some((l) => l.includes('baseline read')))

  const [file, other] = files as [string, string]
  chmodSync(file, 0)
  await waitFor('guard-unreadable-files')
  chmodSync(file, 0o600)
  await waitFor(null)

  const folder = dirname(other)
  chmodSync(folder, 0)
  await waitFor('guard-unreadable')
  chmodSync(folder, 0o700)
  await waitFor(null)
  const silent = events.length

  const inside = files.filter((f) => dirname(f) === folder).slice(0, 6)
  const open = inside.map((f) => openSync(f, 'r+'))
  chmodSync(folder, 0)
  await waitFor('guard-unreadable')
  for (const fd of open) {
    writeSync(fd, randomBytes(4096), 0, 4096, 0)
    closeSync(fd)
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
  chmodSync(folder, 0o700)
  await waitFor(null)
  await until('the loss', () => events.filter((e) => e.after === 'destroyed').length >= inside.length)
  const reasons = health.map((h) => h.reason?.code ?? null)
  process.stdout.write(
    `${JSON.stringify({ reasons, silent, destroyed: events.length, inside: inside.length })}\n`,
  )
} finally {
  await source.stop()
  chmodSync(dirname(files[1]!), 0o700)
  removePlayground(place)
}
