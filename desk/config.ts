import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { handoverConfigSchema } from './adapters/config.ts'

/** `desk.yaml` in the desk's folder: what a provider sets. */
export const deskConfigSchema = z.strictObject({
  name: z.string().min(1),
  phone: z.string().default(''),
  host: z.string().default('127.0.0.1'),
  port: z.number().int().min(0).max(65535).default(8650),
  /** The address people and PCs use, where a proxy or a name stands before this desk. */
  url: z.url().optional(),
  /** Files beside `desk.yaml`, PEM. `pin`: activation codes carry the key's pin (a LAN without a public certificate). */
  tls: z
    .strictObject({ certificate: z.string(), key: z.string(), pin: z.boolean().default(false) })
    .optional(),
  /** A proxy on this machine that adds `X-Forwarded-For`. */
  trustProxy: z.boolean().default(false),
  silentAfterMinutes: z.number().int().min(2).default(60),
  keepMonths: z.number().int().min(1).default(36),
  handover: z.array(handoverConfigSchema).default([]),
})
export type DeskConfig = z.infer<typeof deskConfigSchema>

/** Reads `desk.yaml`; null where there is none. Throws with a line for people where it is wrong. */
export const readDeskConfig = (dataDir: string): DeskConfig | null => {
  const file = join(dataDir, 'desk.yaml')
  if (!existsSync(file)) return null
  const parsed = deskConfigSchema.safeParse(parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}
