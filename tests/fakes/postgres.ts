import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const binaries = (): string | null => {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const folder = versions.map((v) => join(root, v, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
  return folder ?? null
}

/** Why there is no PostgreSQL to test with; null where there is one. */
export const postgresMissing = (): string | null =>
  binaries() ? null : 'PostgreSQL is not installed (Debian: apt-get install postgresql)'

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** A cluster of its own on loopback. `database()` makes a fresh database and gives its address. */
export type TestCluster = {
  /** `folder`: where its tables lie (a disk of their own). */
  database: (folder?: string) => string
  /** `pg_restore` of a dump into an empty database. */
  restore: (url: string, dump: string) => void
  stop: () => void
}

export const startPostgres = async (): Promise<TestCluster> => {
  const bin = binaries()
  if (!bin) throw new Error(String(postgresMissing()))
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-pg-'))
  const port = await freePort()
  // PostgreSQL refuses to run as root: there the cluster belongs to the `postgres` user of the package.
  const root = process.getuid?.() === 0
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const user = root ? { uid: id('-u'), gid: id('-g') } : {}
  if (root) chownSync(folder, user.uid!, user.gid!)
  chmodSync(folder, 0o700)
  const run = (program: string, args: string[]) => {
    const done = spawnSync(join(bin, program), args, {
      ...user,
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`)
  }
  const data = join(folder, 'data')
  run('initdb', ['-D', data, '-U', 'desk', '--auth=trust', '-E', 'UTF8', '--no-locale', '--no-sync'])
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder}`
  run('pg_ctl', ['-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start'])
  let made = 0
  return {
    database(place) {
      made += 1
      const at = ['-h', '127.0.0.1', '-p', String(port), '-U', 'desk']
      if (place) {
        if (root) chownSync(place, user.uid!, user.gid!)
        chmodSync(place, 0o700)
        run('psql', [...at, '-d', 'postgres', '-c', `CREATE TABLESPACE place${made} LOCATION '${place}'`])
      }
      run('createdb', [...at, ...(place ? ['-D', `place${made}`] : []), `desk${made}`])
      return `postgres://desk@127.0.0.1:${port}/desk${made}`
    },
    restore(url, dump) {
      chmodSync(dirname(dump), 0o755)
      chmodSync(dump, 0o644)
      run('pg_restore', ['--no-owner', '--exit-on-error', '-d', url, dump])
    },
    stop() {
      run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
