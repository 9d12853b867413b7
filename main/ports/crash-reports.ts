import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type CrashPart, type CrashReport, crashPartSchema } from '../contract/crash-report.ts'

/** Reports of parts that ended unexpectedly. They stay on this PC; nothing here sends them. */
export type CrashReports = {
  /** Writes a note: what ended and why. Never throws. */
  note: (part: CrashPart, reason: string, detail?: string) => void
  /** Newest first. A folder that cannot be read holds none. */
  list: () => CrashReport[]
  /** Deletes one; an unknown id is no error. Throws where the disk refuses. */
  remove: (id: string) => void
  /** Where one lies; null for an unknown id. */
  fileOf: (id: string) => string | null
}

export type CrashReportsOptions = {
  /** The app's own folder; notes lie in `crash-reports` below it. */
  data: string
  /** Where Electron writes memory images (`.dmp`), in folders of its own; null without Electron. */
  dumps: string | null
  /** Of the app; each note says it. */
  version: string
  now?: () => number
}

/** Notes and memory images that are kept; older ones are deleted. */
export const crashLimits = { notes: 30, dumps: 5, text: 8000 } as const

type Found = { file: string; report: CrashReport }

const newestFirst = (a: Found, b: Found) => b.report.at.localeCompare(a.report.at)

const noteName = /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z)-([a-z]+)\.txt$/

const readNote = (folder: string, name: string): Found[] => {
  const [, at = '', part] = noteName.exec(name) ?? []
  const known = crashPartSchema.safeParse(part)
  if (!known.success) return []
  const text = readFileSync(join(folder, name), 'utf8')
  const time = at.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:')
  const report = { id: name, at: time, part: known.data, bytes: Buffer.byteLength(text), text }
  return [{ file: join(folder, name), report: { ...report, text: text.slice(0, 20_000) } }]
}

const readDump = (file: string): Found => {
  const { size, mtime } = statSync(file)
  return {
    file,
    report: { id: basename(file), at: mtime.toISOString(), part: 'system', bytes: size, text: '' },
  }
}

/** What `read` makes of the names in `folder`; what cannot be read is left out. */
const each = (folder: string, recursive: boolean, read: (name: string) => Found[]): Found[] => {
  try {
    return readdirSync(folder, { recursive, encoding: 'utf8' }).flatMap((name) => {
      try {
        return read(name)
      } catch {
        return []
      }
    })
  } catch {
    return []
  }
}

/** Opens the reports of this PC. Touches nothing until it is asked. */
export const openCrashReports = ({
  data,
  dumps,
  version,
  now = Date.now,
}: CrashReportsOptions): CrashReports => {
  const folder = join(data, 'crash-reports')
  const build = `otasuke-tray ${version} ${process.platform}-${process.arch} node ${process.versions.node}`
  const notes = () => each(folder, false, (name) => readNote(folder, name)).sort(newestFirst)
  const images = () =>
    dumps === null
      ? []
      : each(dumps, true, (name) =>
          /[\w.-]{1,110}\.dmp$/.test(basename(name)) ? [readDump(join(dumps, name))] : [],
        ).sort(newestFirst)
  const forget = (old: Found[]) => {
    for (const { file } of old) rmSync(file, { force: true })
  }
  const find = (id: string) => [...notes(), ...images()].find((f) => f.report.id === id)
  return {
    note(part, reason, detail = '') {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        const at = new Date(now()).toISOString()
        const text = [at, build, `part: ${part}`, `reason: ${reason}`, detail.slice(0, crashLimits.text)]
        writeFileSync(
          join(folder, `${at.replaceAll(':', '-')}-${part}.txt`),
          `${text.filter(Boolean).join('\n')}\n`,
          { mode: 0o600 },
        )
        forget(notes().slice(crashLimits.notes))
        forget(images().slice(crashLimits.dumps))
      } catch {
        // A full disk: the log has a line of it too, and the app goes on.
      }
    },
    list: () => [...notes(), ...images()].sort(newestFirst).map((f) => f.report),
    remove(id) {
      const found = find(id)
      if (found) rmSync(found.file, { force: true })
    },
    fileOf: (id) => find(id)?.file ?? null,
  }
}
