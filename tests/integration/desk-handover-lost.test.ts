import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { deskLine } from '../fakes/desk-child.ts'
import { ask, attach, say, takeBack } from '../fakes/desk-customer.ts'
import { deskEngines, openRecords } from '../fakes/desk-engines.ts'
import { type HelpDesk, helpDesks } from '../fakes/desk-help-desks.ts'
import { testFolder, until } from '../fakes/desk-side.ts'
import type { TestOperator } from '../fakes/operator.ts'
import { enrolBare, newCode, setUp, startProviderDesk } from '../fakes/provider-desk.ts'

const engines = deskEngines()
const pairs = engines.names.flatMap((engine) => Object.keys(helpDesks).map((kind) => [kind, engine] as const))
const cancelled = 'お客さまが、この相談を取り消しました。'

const line = async (admin: TestOperator) => (await admin.get('/operator/api/handovers')).body.lines[0]
const isDone = async (admin: TestOperator) => (await line(admin))?.state === 'done'
const sorted = (words: readonly string[]) => [...words].sort()

describe.each(pairs)('%s, a desk on %s', (kind, engine) => {
  const aDesk = async (over: { dataDir?: string; databaseUrl?: string }, ...handover: object[]) => {
    const desk = await startProviderDesk({ config: { handover }, ...over })
    const admin = await setUp(desk)
    return { desk, admin, pc: await enrolBare(desk.url, (await newCode(admin)).code) }
  }
  const aDeskWith = async () => {
    const help = await helpDesks[kind]!()
    return { help, ...(await aDesk(engines.fresh(engine), help.config)) }
  }
  const oneCaseWith = (help: HelpDesk, additions: readonly string[]) => {
    expect(help.cases()).toHaveLength(1)
    expect(help.cases()[0]).not.toContain('あいだの言葉')
    expect(sorted(help.additions())).toEqual(sorted(additions))
    expect(help.changed()).toEqual([])
  }

  test('what comes between a lost answer and the next try arrives, once', async () => {
    const { help, admin, pc } = await aDeskWith()
    help.fail('cut')
    const request = await ask(pc)
    await until(async () => (await line(admin))?.attempts === 1)
    await say(pc, request.id, 'あいだの言葉')
    await attach(pc, request.id, 'between.png', Buffer.from('png'))
    await until(() => isDone(admin))
    await say(pc, request.id, 'あとの言葉')
    await until(() => ['あとの言葉', 'between.png'].every((words) => help.additions().includes(words)))
    oneCaseWith(help, ['あいだの言葉', 'between.png', 'あとの言葉'])
  })

  test('so does what comes after the desk was killed before it could note the case', {
    timeout: 60_000,
  }, async () => {
    const help = await helpDesks[kind]!()
    const dataDir = testFolder()
    const { databaseUrl } = engines.fresh(engine)
    writeFileSync(join(dataDir, 'desk.yaml'), stringify({ name: '窓口', handover: [help.config] }))
    const desks = await deskLine(dataDir, databaseUrl)
    const { url, link } = desks.first
    const admin = await setUp({ url, operatorUrl: link })
    const pc = await enrolBare(url, (await newCode(admin)).code)
    help.fail('hold')
    const request = await ask(pc)
    await until(() => help.cases().length === 1)
    await desks.first.kill()
    await desks.next()
    await say(pc, request.id, 'あいだの言葉')
    await attach(pc, request.id, 'between.png', Buffer.from('png'))
    expect(await line(admin)).toMatchObject({ state: 'waiting', externalId: '' })
    // The killed desk's lease holds two minutes.
    const { db, close } = await openRecords({ dataDir, ...(databaseUrl ? { databaseUrl } : {}) })
    await db.updateTable('handover').set({ leased_until: '' }).execute()
    await close()
    await until(() => ['あいだの言葉', 'between.png'].every((words) => help.additions().includes(words)))
    oneCaseWith(help, ['あいだの言葉', 'between.png'])
  })

  test('a request that is taken back is told once, though an answer is lost', async () => {
    const { help, admin, pc } = await aDeskWith()
    const request = await ask(pc)
    await until(() => isDone(admin))
    help.fail('cut')
    await takeBack(pc, request.id)
    await until(() => help.additions().includes(cancelled))
    await say(pc, request.id, 'あとの言葉')
    await until(() => help.additions().includes('あとの言葉'))
    oneCaseWith(help, [cancelled, 'あとの言葉'])
    await until(async () => (await line(admin)).attempts === 0)
  })

  test('taken back while the first answer was lost: the case is made once and told', async () => {
    const { help, admin, pc } = await aDeskWith()
    help.fail('cut')
    const request = await ask(pc)
    await until(async () => (await line(admin))?.attempts === 1)
    await takeBack(pc, request.id)
    await until(() => help.additions().includes(cancelled))
    oneCaseWith(help, [cancelled])
  })
})

test.each(engines.names)(
  'a request taken back before it went anywhere is not handed over (%s)',
  async (engine) => {
    const help = await helpDesks.webhook!()
    const place = { dataDir: testFolder(), ...engines.fresh(engine) }
    const before = await startProviderDesk(place)
    const admin = await setUp(before)
    const pc = await enrolBare(before.url, (await newCode(admin)).code)
    const request = await ask(pc)
    // Queued, as a desk leaves it that is ended just then.
    const { ref } = (await admin.get('/operator/api/requests')).body.requests[0]
    const row = {
      id: 'h',
      request_ref: ref,
      adapter: help.config.id,
      state: 'waiting',
      attempts: 0,
      next_at: '',
    }
    const { db, close } = await openRecords(place)
    await db
      .insertInto('handover')
      .values({ ...row, leased_until: '', external_id: '', last_error: '', progress: '{}' })
      .execute()
    await close()
    await takeBack(pc, request.id)
    expect(await line(admin)).toMatchObject({ id: 'h', state: 'waiting' })
    await before.stop()
    const port = Number(new URL(before.url).port)
    await startProviderDesk({ ...place, config: { port, handover: [help.config] } })
    // The first call may meet the closed line to the desk before.
    await until(() =>
      line(admin).then(
        (l) => l === undefined,
        () => false,
      ),
    )
    expect(help.cases()).toEqual([])
  },
)
