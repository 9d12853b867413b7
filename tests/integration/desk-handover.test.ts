import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ask, attach, say } from '../fakes/desk-customer.ts'
import { deskEngines } from '../fakes/desk-engines.ts'
import { until } from '../fakes/desk-side.ts'
import { startJsonServer } from '../fakes/json-server.ts'
import { startKintone } from '../fakes/kintone.ts'
import { enrolBare, newCode, setUp, startProviderDesk } from '../fakes/provider-desk.ts'
import { startSmtp } from '../fakes/smtp.ts'
import { startZammad } from '../fakes/zammad.ts'

const engines = deskEngines()

describe.each(engines.names)('a desk on %s', (engine) => {
  const aDeskWith = async (...handover: object[]) => {
    const desk = await startProviderDesk({ config: { handover }, ...engines.fresh(engine) })
    const admin = await setUp(desk)
    const pc = await enrolBare(desk.url, (await newCode(admin)).code)
    return { desk, admin, pc }
  }
  test('Zammad: one ticket though its answer was lost, messages over, state and public answers back by signed call', async () => {
    const zammad = await startZammad('t0ken')
    const { desk, admin, pc } = await aDeskWith({
      type: 'zammad',
      id: 'zammad',
      url: zammad.url,
      token: 't0ken',
      group: 'Help Desk',
      customer: 'guess:kyaku@example.com',
      hookSecret: 'hook',
      fields: { receipt_number: '{receipt}' },
    })
    zammad.faults.next = 'cut'
    const request = await ask(pc)
    const shown = await until(async () =>
      (await admin.get('/operator/api/handovers')).body.lines.find(
        (l: { attempts: number }) => l.attempts === 1,
      ),
    )
    expect(shown).toMatchObject({ state: 'waiting', lastError: expect.stringContaining('fetch failed') })
    await until(
      async () => (await admin.get('/operator/api/handovers')).body.lines[0].state === 'done',
      20_000,
    )
    expect(zammad.tickets).toHaveLength(1)
    expect(zammad.tickets[0]).toMatchObject({ group: 'Help Desk', receipt_number: request.receipt })
    expect(zammad.tickets[0]!.title).toMatch(/^【すぐ電話】 来てほしい 1123-K7QX/)
    expect(zammad.articles[0]!.body).toContain(request.phone)

    await say(pc, request.id, '早く来てください')
    await until(() => zammad.articles.some((a) => a.body === '早く来てください'))
    Object.assign(zammad.tickets[0]!, { state: 'closed' })
    zammad.answer(19, '<p>直しました &amp; 確認しました<script>alert(1)</script></p>')
    zammad.answer(19, '内部の話', true)
    const body = JSON.stringify({ ticket: { id: 19 } })
    const hook = (signature: string) =>
      fetch(`${desk.url}/hooks/zammad`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-hub-signature': signature },
      })
    expect((await hook('sha1=00')).status).toBe(401)
    expect((await hook(`sha1=${createHmac('sha1', 'hook').update(body).digest('hex')}`)).status).toBe(200)
    const updates = await until(async () => {
      const { updates } = (await pc.call('GET', '/v1/updates')).body
      return updates.some((u: { status?: string }) => u.status === 'done') && updates
    })
    const texts = updates.flatMap((u: { message?: { text: string } }) => u.message?.text ?? [])
    expect(texts).toEqual(['直しました & 確認しましたalert(1)'])
  }, 40_000)

  test('kintone: a record with its files, later messages appended, its status back', async () => {
    const kintone = await startKintone('key', ['title', 'detail', 'mark', 'photos', 'talk', 'state'])
    const { admin, pc } = await aDeskWith({
      type: 'kintone',
      id: 'kintone',
      url: kintone.url,
      app: 5,
      apiToken: 'key',
      fields: { title: '{subject}', detail: '{body}', mark: '{handoverId}' },
      fileField: 'photos',
      messageField: 'talk',
      statusField: 'state',
      statuses: { 対応中: 'working' },
    })
    const request = await ask(pc)
    await until(async () => (await admin.get('/operator/api/handovers')).body.lines[0]?.state === 'done')
    expect(kintone.records[0]!.title!.value).toContain('1123-K7QX')
    kintone.records[0]!.state = { value: '対応中' }
    await say(pc, request.id, '追加です')
    await until(() => String(kintone.records[0]!.talk?.value).startsWith('追加です'))
    await until(async () =>
      (await pc.call('GET', '/v1/updates')).body.updates.some(
        (u: { status?: string }) => u.status === 'working',
      ),
    )
    expect(kintone.records).toHaveLength(1)
  })

  test('kintone without a field for messages: what comes later is a comment, once, also where its answer was lost', async () => {
    const kintone = await startKintone('key', ['title', 'mark', 'photos'])
    const { admin, pc } = await aDeskWith({
      type: 'kintone',
      id: 'kintone',
      url: kintone.url,
      app: 5,
      apiToken: 'key',
      fields: { title: '{subject}', mark: '{handoverId}' },
      fileField: 'photos',
    })
    const request = await ask(pc)
    await until(async () => (await admin.get('/operator/api/handovers')).body.lines[0]?.state === 'done')
    kintone.faults.next = 'cut'
    await say(pc, request.id, '一つめ', 'message-of-today-1')
    await say(pc, request.id, '二つめ', 'message-of-today-2')
    // Phones give every photo the same name.
    await attach(pc, request.id, 'image.jpg', Buffer.from('one'))
    await attach(pc, request.id, 'image.jpg', Buffer.from('another'))
    const photos = () => (kintone.records[0]!.photos?.value as { size: string }[] | undefined) ?? []
    await until(() => kintone.comments.length === 2 && photos().length === 2)
    expect(kintone.comments.map((c) => c.text.split(' ')[0])).toEqual(['一つめ', '二つめ'])
    expect(photos().map((p) => p.size)).toEqual(['3', '7'])
  })

  test('mail: refused, kept, sent once; text of customers cannot add headers; later messages thread', async () => {
    const smtp = await startSmtp()
    smtp.faults.refuse = true
    const { admin, pc } = await aDeskWith({
      type: 'mail',
      id: 'mail',
      host: '127.0.0.1',
      port: smtp.port,
      from: 'desk@example.com',
      to: 'shien@example.com',
    })
    const request = await ask(pc)
    await until(async () =>
      /451|try later/.test((await admin.get('/operator/api/handovers')).body.lines[0]?.lastError ?? ''),
    )
    smtp.faults.refuse = false
    await until(() => smtp.mails.length === 1, 20_000)
    const [first] = smtp.mails
    expect(first!.subject).toMatch(/^【すぐ電話】 来てほしい/)
    expect(first!.bcc).toBeUndefined()
    expect(first!.text).toContain('06-0000-0000')
    await attach(pc, request.id, '写真.png', Buffer.from('png'))
    await say(pc, request.id, '追加です')
    await until(() => smtp.mails.length === 3)
    expect(smtp.mails.map((m) => m.text?.trim())).toEqual(expect.arrayContaining(['写真.png', '追加です']))
    expect(smtp.mails[1]!.inReplyTo).toBe(first!.messageId)
  }, 40_000)

  test('webhook: signed, with the same key on a repetition', async () => {
    const calls: { key: string; valid: boolean; event: string }[] = []
    const url = await startJsonServer(({ headers, body }) => {
      const signed = createHmac('sha256', 's3cret')
        .update(`${headers['x-otasuke-timestamp']}.${body}`)
        .digest('hex')
      const valid = headers['x-otasuke-signature'] === `sha256=${signed}`
      calls.push({ key: String(headers['idempotency-key']), valid, event: JSON.parse(body.toString()).event })
      return calls.length === 1 ? 'cut' : { status: 200, body: {} }
    })
    const { pc } = await aDeskWith({ type: 'webhook', id: 'hook', url, secret: 's3cret' })
    await ask(pc)
    await until(() => calls.length === 2, 20_000)
    expect(calls.every((c) => c.valid && c.event === 'request')).toBe(true)
    expect(calls[0]!.key).toBe(calls[1]!.key)
  }, 30_000)
})
