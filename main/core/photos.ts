import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordStore } from '../alerts/record-store.ts'
import type { Alert } from '../contract/alert.ts'
import type { Handlers } from '../contract/api.ts'
import { Failure } from '../contract/failure.ts'

export type PhotosOptions = {
  /** The app's own folder; photos lie in `photos/` there, named by their SHA-256. */
  folder: string
  record: RecordStore
  alertOf: (id: string) => Alert | null
  /** Now: ISO 8601, UTC. */
  now: () => string
}

/** Photos of an incident's record. The record's chain holds each one's SHA-256, so that another picture is noticed. */
export type Photos = {
  handlers: Pick<Handlers, 'record.photo' | 'photo.read'>
  /** The bytes of an entry's photo; null where the entry has none, or what lies there is not the photo that was put in. */
  bytesOf: (alertId: string, number: number) => Buffer | null
}

const formatOf = (bytes: Buffer): 'jpg' | 'png' | null => {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpg'
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png'
  return null
}
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

export const createPhotos = ({ folder, record, alertOf, now }: PhotosOptions): Photos => {
  const fileOf = (hash: string, format: string) => join(folder, 'photos', `${hash}.${format}`)
  const bytesOf: Photos['bytesOf'] = (alertId, number) => {
    const entry = record.read(alertId).entries.find((e) => e.number === number)
    const { sha256: hash, format } = entry?.facts ?? {}
    if (!/^[0-9a-f]{64}$/.test(String(hash)) || !/^(jpg|png)$/.test(String(format))) return null
    try {
      const bytes = readFileSync(fileOf(String(hash), String(format)))
      return sha256(bytes) === hash ? bytes : null
    } catch {
      return null
    }
  }
  return {
    bytesOf,
    handlers: {
      'record.photo'({ id, step, who, name, base64 }) {
        if (!alertOf(id)) throw new Failure('not-found', 'no such alert')
        const bytes = Buffer.from(base64, 'base64')
        const format = formatOf(bytes)
        if (!format) throw new Failure('bad-input', 'neither JPEG nor PNG')
        const hash = sha256(bytes)
        mkdirSync(join(folder, 'photos'), { recursive: true, mode: 0o700 })
        // First the file, then its entry: a record never names a photo that was not kept.
        writeFileSync(fileOf(hash, format), bytes, { mode: 0o600 })
        record.add(id, {
          at: now(),
          step,
          type: 'note',
          who,
          facts: { text: name, topic: 'photo', value: name, sha256: hash, format, bytes: bytes.length },
        })
        return record.read(id)
      },
      'photo.read'({ id, number }) {
        const bytes = bytesOf(id, number)
        if (!bytes) return { url: null }
        const type = formatOf(bytes) === 'png' ? 'image/png' : 'image/jpeg'
        return { url: `data:${type};base64,${bytes.toString('base64')}` }
      },
    },
  }
}
