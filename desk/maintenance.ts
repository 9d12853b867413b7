import { rm } from 'node:fs/promises'
import type { Desk } from './context.ts'
import { attachmentFile } from './store/attachments.ts'
import { forgetOld } from './store/retention.ts'

/** Removes attachment files; one that is gone already is no error. */
export const removeFiles = async (folder: string, refs: readonly string[]): Promise<void> => {
  for (const ref of refs) await rm(attachmentFile(folder, { ref }), { force: true })
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
    } catch (error) {
      desk.log.error(`old records could not be removed: ${String(error)}`)
    }
  }
  const timer = setInterval(() => void run(), every)
  timer.unref()
  void run()
  return () => clearInterval(timer)
}
