import { type JsonFault, startJsonServer } from './json-server.ts'
import { startKintone } from './kintone.ts'
import { startSmtp } from './smtp.ts'
import { startZammad } from './zammad.ts'

/** Another help desk, as its people see it: what came twice with the same mark is dropped, the first one stays. */
export type HelpDesk = {
  /** Its entry under `handover`. */
  config: { id: string }
  /** The next thing that is sent arrives, but the desk does not hear so. */
  fail: (fault: JsonFault) => void
  /** The words of each case as it was made. */
  cases: () => string[]
  /** What was added later: words, or a file's name. */
  additions: () => string[]
  /** Marks that came twice with different content; must stay empty. */
  changed: () => string[]
}

const firstOfEach = <T>(things: readonly T[], markOf: (thing: T) => string): T[] =>
  [...new Map(things.toReversed().map((thing) => [markOf(thing), thing])).values()].toReversed()

const changedOf = <T>(
  things: readonly T[],
  markOf: (thing: T) => string,
  contentOf: (thing: T) => string,
) => [
  ...new Set(
    things.flatMap((a) =>
      things.some((b) => markOf(a) === markOf(b) && contentOf(a) !== contentOf(b)) ? [markOf(a)] : [],
    ),
  ),
]

const zammad = async (): Promise<HelpDesk> => {
  const { url, tickets, articles, faults } = await startZammad('t0ken')
  const isFirst = (i: number) => articles.findIndex((a) => a.ticket_id === articles[i]!.ticket_id) === i
  return {
    config: Object.assign(
      { id: 'zammad', type: 'zammad', url, token: 't0ken' },
      { group: 'Help Desk', customer: 'guess:kyaku@example.com' },
    ),
    fail: (fault) => void Object.assign(faults, { next: fault }),
    cases: () => tickets.map((t) => articles.find((a) => a.ticket_id === t.id)!.body),
    additions: () =>
      articles.filter((_, i) => !isFirst(i)).map((a) => a.attachments?.[0]?.filename ?? a.body),
    changed: () => [],
  }
}

const kintone = async (): Promise<HelpDesk> => {
  const { url, records, faults } = await startKintone('key', ['detail', 'mark', 'photos', 'talk'])
  return {
    config: Object.assign(
      {
        id: 'kintone',
        type: 'kintone',
        url,
        app: 5,
        apiToken: 'key',
        fileField: 'photos',
        messageField: 'talk',
      },
      { fields: { detail: '{body}', mark: '{handoverId}' } },
    ),
    fail: (fault) => void Object.assign(faults, { next: fault }),
    cases: () => records.map((r) => String(r.detail!.value)),
    additions: () =>
      records.flatMap((r) =>
        String(r.talk?.value ?? '')
          .split('\n')
          .filter(Boolean)
          .map((line) => line.replace(/ \[\w+\]$/, '')),
      ),
    changed: () => [],
  }
}

const mail = async (): Promise<HelpDesk> => {
  const { port, mails, faults } = await startSmtp()
  const markOf = (m: (typeof mails)[number]) => m.messageId ?? ''
  const sent = () => firstOfEach(mails, markOf)
  return {
    config: Object.assign(
      { id: 'mail', type: 'mail', host: '127.0.0.1', port },
      { from: 'desk@example.com', to: 'shien@example.com' },
    ),
    fail: (fault) => void Object.assign(faults, { next: fault }),
    cases: () => sent().flatMap((m) => (m.inReplyTo ? [] : [m.text ?? ''])),
    additions: () =>
      sent().flatMap((m) => (m.inReplyTo ? [m.attachments[0]?.filename ?? m.text?.trim() ?? ''] : [])),
    changed: () =>
      changedOf(mails, markOf, (m) => JSON.stringify([m.text, m.attachments.map((a) => a.checksum)])),
  }
}

const webhook = async (): Promise<HelpDesk> => {
  const calls: { key: string; body: string }[] = []
  let next: JsonFault | null = null
  const url = await startJsonServer(({ headers, body }) => {
    calls.push({ key: String(headers['idempotency-key']), body: body.toString() })
    const fault = next
    next = null
    return fault ?? { status: 200, body: {} }
  })
  const markOf = (c: (typeof calls)[number]) => c.key
  const sent = () => firstOfEach(calls, markOf).map((c) => JSON.parse(c.body))
  return {
    config: Object.assign({ id: 'webhook', type: 'webhook', url, secret: 's3cret' }),
    fail: (fault) => {
      next = fault
    },
    cases: () => sent().flatMap((c) => (c.event === 'request' ? [c.body] : [])),
    additions: () => sent().flatMap((c) => (c.event === 'request' ? [] : [c.text ?? c.attachments[0].name])),
    changed: () => changedOf(calls, markOf, (c) => c.body),
  }
}

/** One of each kind that the desk can hand over to; ends with the test. */
export const helpDesks: Readonly<Record<string, () => Promise<HelpDesk>>> = { zammad, kintone, mail, webhook }
