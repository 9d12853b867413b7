import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { deskEngines } from '../fakes/desk-engines.ts'
import { anAlert, aRequest } from '../fakes/desk-material.ts'
import { testFolder, testPc, until } from '../fakes/desk-side.ts'
import {
  adminPerson,
  deskCall,
  enrolBare,
  newCode,
  setUp,
  signIn,
  startProviderDesk,
} from '../fakes/provider-desk.ts'

const canMount = process.platform === 'linux' && process.getuid?.() === 0
const engines = deskEngines()

/** A disk of its own at a new folder; returns the folder. */
const smallDisk = (megabytes: number): string => {
  const folder = testFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  onTestFinished(() => void spawnSync('umount', ['-l', folder]))
  return folder
}
const enlarge = (folder: string, megabytes: number) =>
  execFileSync('mount', ['-o', `remount,size=${megabytes}m`, folder])

describe.each(engines.names)('a desk on %s', (engine) => {
  test.skipIf(!canMount)(
    'a full disk: said as 503, nothing stored is lost, goes on when there is room',
    { timeout: 120_000 },
    async () => {
      // PostgreSQL begins with about 8 MB of its own.
      const size = engine === 'postgres' ? 14 : 3
      const disk = smallDisk(size)
      const place = engine === 'postgres' ? { ...engines.onDisk(engine, disk) } : { dataDir: disk }
      const desk = await startProviderDesk(place)
      const admin = await setUp(desk)
      const pc = await enrolBare(desk.url, (await newCode(admin)).code)
      const put = (text: string) => {
        const alert = anAlert({ evidence: { text }, updatedAt: new Date().toISOString() })
        return pc.call('PUT', `/v1/alerts/${alert.id}`, { alert, computer: 'pc' })
      }
      // What cannot be pressed together, so that the disk fills as fast as it looks.
      const page = () => randomBytes(15_000).toString('base64')
      let stored = 0
      let last = await put('x')
      while (last.status === 200 && stored < 2_000) {
        stored += 1
        last = await put(page())
      }
      expect(last).toMatchObject({ status: 503, body: { error: 'disk-full' } })
      const listed = async () => (await admin.get('/operator/api/alerts')).body.alerts.length
      expect(await listed()).toBe(Math.min(stored, 200))
      enlarge(disk, size * 4)
      await until(async () => (await put('z')).status === 200)
      const { alerts } = (await admin.get('/operator/api/alerts')).body
      expect(
        alerts.some((a: { alert: { evidence: { text?: string } } }) => a.alert.evidence.text === 'z'),
      ).toBe(true)
    },
  )

  test.skipIf(!canMount)(
    'no room for files: they wait (507), words still go, and a file goes on later',
    async () => {
      const disk = smallDisk(12)
      const desk = await startProviderDesk({ dataDir: disk, ...engines.fresh(engine) })
      const admin = await setUp(desk)
      const pc = await enrolBare(desk.url, (await newCode(admin)).code)
      const request = aRequest()
      await pc.call('PUT', `/v1/requests/${request.id}`, { request, alert: null, computer: 'pc' })
      const bytes = randomBytes(15_000_000)
      const place = `/v1/requests/${request.id}/attachments/photo`
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const announce = () => pc.call('PUT', place, { name: 'a.png', size: bytes.length, sha256 })
      expect((await announce()).status).toBe(200)
      const send = async () => {
        for (let at = (await announce()).body.received; at < bytes.length; ) {
          const part = bytes.subarray(at, at + 1_000_000)
          const { status, body } = await pc.call('PUT', `${place}/content?offset=${at}`, part)
          if (status !== 200) return { status, body, at }
          at = body.received
        }
        return { status: 200, body: null, at: bytes.length }
      }
      const full = await send()
      expect(full).toMatchObject({ status: 507, body: { error: 'disk-full' } })
      expect(full.at).toBeGreaterThan(1_000_000)
      const message = { id: 'm', from: 'user', name: '', text: '助けて', at: request.createdAt }
      expect((await pc.call('POST', `/v1/requests/${request.id}/messages`, { message })).status).toBe(200)
      enlarge(disk, 40)
      // Resumed where it stopped.
      expect((await announce()).body.received).toBe(full.at)
      expect((await send()).status).toBe(200)
      const { ref } = (await admin.get('/operator/api/requests')).body.requests[0]
      expect((await admin.get(`/operator/api/requests/${ref}`)).body.attachments).toHaveLength(1)
    },
  )

  test('invented tokens: few looks into the records, then 429; PCs and people of the same office go on', async () => {
    const place = { dataDir: testFolder(), ...engines.fresh(engine) }
    const before = await startProviderDesk(place)
    const admin = await setUp(before)
    const pc = await enrolBare(before.url, (await newCode(admin)).code)
    await before.stop()
    // A desk that has just started, and has heard nothing of its PCs yet.
    const desk = await startProviderDesk(place)
    const updates = (authorization: string) =>
      deskCall(desk.url, 'GET', '/v1/updates', undefined, { authorization })
    const flood = async (calls: number) => {
      const seen: Record<number, number> = {}
      for (let done = 0; done < calls; done += 50) {
        const answers = Array.from({ length: 50 }, () =>
          updates(`Bearer ${randomBytes(32).toString('base64url')}`),
        )
        for (const { status } of await Promise.all(answers)) seen[status] = (seen[status] ?? 0) + 1
      }
      return seen
    }
    expect(await flood(1_500)).toEqual({ 401: 300, 429: 1_200 })
    expect((await updates(`Basic ${randomBytes(8).toString('hex')}`)).status).toBe(429)
    for (let i = 0; i < 20; i += 1) expect((await updates(`Bearer ${pc.token}`)).status).toBe(200)
    const person = await signIn(desk.url, adminPerson.name, adminPerson.password)
    expect((await person.get('/operator/api/requests')).status).toBe(200)
    // A PC that is enrolled in the middle of it works at once.
    const second = await enrolBare(desk.url, (await newCode(person)).code)
    expect((await updates(`Bearer ${second.token}`)).status).toBe(200)
    // A token that was taken back is told so, and counts as invented from then on.
    const { customers } = (await person.get('/operator/api/customers')).body
    const ids = customers.flatMap((c: { computers: { id: string }[] }) => c.computers.map(({ id }) => id))
    for (const id of ids) await person.post(`/operator/api/computers/${id}/revoke`)
    expect((await updates(`Bearer ${pc.token}`)).status).toBe(401)
    expect((await updates(`Bearer ${pc.token}`)).status).toBe(429)
  })

  test('a desk whose clock is two hours behind: status still moves on, updates still come in order', async () => {
    let shift = 0
    const now = () => new Date(Date.now() + shift).toISOString()
    const desk = await startProviderDesk({ now, ...engines.fresh(engine) })
    const admin = await setUp(desk)
    const pc = testPc(desk.url, { activationCode: (await newCode(admin)).code })
    pc.client.start()
    await until(() => pc.client.enrolledDesk())
    const auth = { authorization: `Bearer ${pc.secrets.get(`desk-token:${desk.url}`)}` }
    const request = aRequest()
    const body = { request, alert: null, computer: 'pc' }
    await deskCall(desk.url, 'PUT', `/v1/requests/${request.id}`, body, auth)
    const { ref } = (await admin.get('/operator/api/requests')).body.requests[0]
    const set = (status: string) =>
      admin.post(`/operator/api/requests/${ref}/status`, { status, visitAt: 'x' })
    await set('callback')
    shift = -2 * 3600_000
    await set('working')
    await set('visit')
    await until(() => pc.updates.length === 3)
    const times = pc.updates.map((u) => (u.type === 'status' ? u.at : ''))
    expect(times).toEqual([...times].sort())
    expect(new Set(times).size).toBe(3)
  })
})

test('a desk.yaml that is wrong is refused with the place of the mistake', async () => {
  await expect(startProviderDesk({ config: { nmae: 'x' } })).rejects.toThrow(/desk\.yaml[\s\S]*nmae/)
  await expect(startProviderDesk({ config: { host: '0.0.0.0' } })).rejects.toThrow(/without TLS/)
})
