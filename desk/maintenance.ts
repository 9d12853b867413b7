import { readdir, rm } from 'node:fs/promises'
import type { Desk } from './context.ts'
import { attachmentFile } from './store/attachments.ts'
import { forgetOld } from './store/retention.ts'

/** Removes attachment files; one that is gone already is no error. */
export const removeFiles = async (folder: string, refs: readonly string[]): Promise<void> => {
  for (const ref of refs) await rm(attachmentFile(folder, { ref }), { force: true })
}

/** Removes files that no record speaks of: those of an erasure that was cut off between the records and the disk. */
const sweepFiles = async (desk: Desk, folder: string): Promise<void> => {
  const onDisk = await readdir(folder).catch(() => [])
  if (onDisk.length === 0) return
  const known = new Set(
    (await desk.store.db.selectFrom('attachment').select('ref').execute()).map((r) => r.ref),
  )
  await removeFiles(
    folder,
    onDisk.filter((name) => !known.has(name)),
  )
}

const every = 6 * 3600_000
const month = 30 * 24 * 3600_000

/** Forgets what is older than `keepMonths`, now and then. Returns the function that ends it. */
export const startMaintenance = (desk: Desk, attachmentFolder: string, keepMonths: number): (() => void) => {
  const run = async () => {
    const ago = (months: number) => new Date(Date.parse(desk.now()) - months * month).toISOString()
    try {
      const files = await desk.store.write((db) =>
        forgetOld(db, { records: ago(keepMonths), writes: ago(3) }),
      )
      await removeFiles(attachmentFolder, files)
      await sweepFiles(desk, attachmentFolder)
    } catch (error) {
      desk.log.error(`old records could not be removed: ${String(error)}`)
    }
  }
  const timer = setInterval(() => void run(), every)
  timer.unref()
  void run()
  return () => clearInterval(timer)
}
