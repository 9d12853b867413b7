import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { deskMigrations } from '../../desk/database/migrations.ts'
import { openSqlite } from '../../desk/database/sqlite.ts'
import { anAlert, aRequest } from '../fakes/desk-material.ts'
import { testFolder, testPc, until } from '../fakes/desk-side.ts'
import { enrolBare, newCode, setUp, startProviderDesk } from '../fakes/provider-desk.ts'

const canMount = process.platform === 'linux' && process.getuid?.() === 0

test.skipIf(!canMount)(
  'a full disk: said as 503, nothing stored is lost, goes on when there is room',
  async () => {
    const folder = testFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder])
    onTestFinished(() => void spawnSync('umount', ['-l', folder]))
    const desk = await startProviderDesk({ dataDir: folder })
    const admin = await setUp(desk)
    const pc = await enrolBare(desk.url, (await newCode(admin)).code)
    const put = (text: string) => {
      const alert = anAlert({ evidence: { text } })
      return pc.call('PUT', `/v1/alerts/${alert.id}`, { alert, computer: 'pc' })
    }
    let stored = 0
    let last = await put('x')
    while (last.status === 200 && stored < 500) {
      stored += 1
      last = await put('y'.repeat(20_000))
    }
    expect(last).toMatchObject({ status: 503, body: { error: 'disk-full' } })
    expect((await admin.get('/operator/api/alerts')).body.alerts).toHaveLength(stored)
    execFileSync('mount', ['-o', 'remount,size=12m', folder])
    await until(async () => (await put('z')).status === 200)
    expect((await admin.get('/operator/api/alerts')).body.alerts.length).toBeGreaterThan(stored)
  },
)

test('a desk whose clock is two hours behind: status still moves on, updates still come in order', async () => {
  let shift = 0
  const now = () => new Date(Date.now() + shift).toISOString()
  const desk = await startProviderDesk({ now })
  const admin = await setUp(desk)
  const pc = testPc(desk.url, { activationCode: (await newCode(admin)).code })
  pc.client.start()
  await until(() => pc.client.enrolledDesk())
  const auth = { authorization: `Bearer ${pc.secrets.get(`desk-token:${desk.url}`)}` }
  const request = aRequest()
  const { deskCall } = await import('../fakes/provider-desk.ts')
  await deskCall(
    desk.url,
    'PUT',
    `/v1/requests/${request.id}`,
    { request, alert: null, computer: 'pc' },
    auth,
  )
  const { ref } = (await admin.get('/operator/api/requests')).body.requests[0]
  const set = (status: string) => admin.post(`/operator/api/requests/${ref}/status`, { status, visitAt: 'x' })
  await set('callback')
  shift = -2 * 3600_000
  await set('working')
  await set('visit')
  await until(() => pc.updates.length === 3)
  const times = pc.updates.map((u) => (u.type === 'status' ? u.at : ''))
  expect(times).toEqual([...times].sort())
  expect(new Set(times).size).toBe(3)
})

test('a schema of a later version is left alone, with one clear line', () => {
  const file = join(testFolder(), 'desk.sqlite')
  const db = new DatabaseSync(file)
  db.exec(`PRAGMA user_version = ${deskMigrations.length + 1}`)
  db.close()
  expect(() => openSqlite(file)).toThrow(/newer version of the desk/)
})

test('before the schema changes the database is copied', async () => {
  const folder = testFolder()
  const file = join(folder, 'desk.sqlite')
  const old = new DatabaseSync(file)
  old.exec('CREATE TABLE unknown_thing (x); PRAGMA user_version = 1')
  old.close()
  const steps = deskMigrations as string[]
  steps.push('CREATE TABLE later (x TEXT)')
  onTestFinished(() => void steps.pop())
  const { raw } = openSqlite(file)
  raw.close()
  const copy = readdirSync(folder).find((name) => name.includes('before-step'))
  expect(copy && existsSync(join(folder, copy))).toBe(true)
  const kept = new DatabaseSync(join(folder, copy!))
  expect(kept.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()).toEqual([
    { name: 'unknown_thing' },
  ])
  kept.close()
})

test('a desk.yaml that is wrong is refused with the place of the mistake', async () => {
  await expect(startProviderDesk({ config: { nmae: 'x' } })).rejects.toThrow(/desk\.yaml[\s\S]*nmae/)
  await expect(startProviderDesk({ config: { host: '0.0.0.0' } })).rejects.toThrow(/without TLS/)
})
