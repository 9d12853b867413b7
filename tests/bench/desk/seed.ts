import { randomBytes, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { DeskTables } from '../../../desk/database/schema.ts'
import { hashSecret } from '../../../desk/secrets.ts'

/** Makes a folder that starts as a real desk. */
export const writeConfig = (folder: string): void =>
  writeFileSync(join(folder, 'desk.yaml'), 'name: bench\nport: 0\n')

/** Enrols `count` PCs straight in the records; returns their tokens. */
export const seedPcs = async (db: Kysely<DeskTables>, count: number): Promise<string[]> => {
  const now = new Date().toISOString()
  const customer = randomUUID()
  await db
    .insertInto('customer')
    .values({ id: customer, number: customer, name: 'x', phone: '', note: '', created_at: now })
    .execute()
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'))
  const row = (token: string, i: number) => ({
    id: randomUUID(),
    customer_id: customer,
    token_hash: hashSecret(token),
    computer: `PC ${i}`,
    platform: 'win32',
    app_version: '0.1.0',
    enrolled_at: now,
    last_seen_at: now,
    revoked_at: null,
    update_cursor: 0,
    health: null,
    utc_offset: null,
    clock_error: null,
  })
  for (let i = 0; i < count; i += 500)
    await db
      .insertInto('device')
      .values(tokens.slice(i, i + 500).map((t, n) => row(t, i + n)))
      .execute()
  return tokens
}
