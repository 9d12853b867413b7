import type { Queries } from '../database/store.ts'
import type { AuditLine } from '../operator/contract.ts'

/** Who did what to what. `detail` holds no customer's words and no secret. */
export type AuditEntry = { who: string; what: string; subject: string; detail?: string }

/** Writes a line, in the transaction of what it tells of. */
export const audit = async (
  db: Queries,
  at: string,
  { who, what, subject, detail = '' }: AuditEntry,
): Promise<void> => {
  await db.insertInto('audit').values({ at, who, what, subject, detail }).execute()
}

/** The newest lines, at most 500. */
export const auditLines = async (db: Queries): Promise<AuditLine[]> =>
  db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(500).execute()
