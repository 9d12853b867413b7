import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

/** `pg_dump` where Debian keeps the newest one, or the one on the path. */
const program = (): string => {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((v) => join(root, v, 'bin/pg_dump')).find((path) => existsSync(path)) ?? 'pg_dump'
}

/** Dumps the whole database into a file that `pg_restore` reads; whole or not at all. Rejects with pg_dump's words. */
export const dumpPostgres = async (url: string, file: string): Promise<void> => {
  const { host, port, user, password, database } = new pg.Client({ connectionString: url })
  const sslMode = new URL(url).searchParams.get('sslmode')
  // Through the environment: a password on a command line is seen by every user of the machine.
  const env = {
    ...process.env,
    PGHOST: host,
    PGPORT: String(port),
    ...(user ? { PGUSER: user } : {}),
    ...(password ? { PGPASSWORD: password } : {}),
    ...(database ? { PGDATABASE: database } : {}),
    ...(sslMode ? { PGSSLMODE: sslMode } : {}),
  }
  const partial = `${file}.partial`
  try {
    await run(program(), ['--format=custom', '--no-owner', `--file=${partial}`], { env })
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    const { stderr, message } = error as { stderr?: string; message?: string }
    throw new Error((stderr || message || '').trim().slice(0, 500))
  }
}

/**
 * Dumps the database before its schema changes, to `<folder>/desk.before-step-N.dump`; a dump that is there already
 * stays. Rejects with a line for people where that does not work.
 */
export const dumpBefore =
  (url: string, folder: string) =>
  async (step: number): Promise<void> => {
    const file = join(folder, `desk.before-step-${step}.dump`)
    if (existsSync(file)) return
    await dumpPostgres(url, file).catch((error: Error) => {
      throw new Error(
        `the database could not be backed up before the upgrade (${error.message}). Install pg_dump of the server's version, or back it up yourself and start once with --backed-up.`,
      )
    })
  }
