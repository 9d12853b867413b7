import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { sameSecret } from '../secrets.ts'
import { type Adapter, type HandoverFile, outsideError, outsideTimeout } from './adapter.ts'
import { type HandoverConfig, secretOf } from './config.ts'
import { fillField } from './item-text.ts'

type Config = Extract<HandoverConfig, { type: 'zammad' }>

const ticketSchema = z.object({ id: z.number(), state: z.string().optional() })
const articlesSchema = z.array(
  z.object({
    id: z.number(),
    from: z.string().nullish(),
    body: z.string(),
    internal: z.boolean(),
    sender: z.string().nullish(),
    content_type: z.string().nullish(),
  }),
)
const hookSchema = z.object({ ticket: z.object({ id: z.number() }) })

const encoded = async ({ name, read }: HandoverFile) => ({
  filename: name,
  data: (await read()).toString('base64'),
  'mime-type': 'application/octet-stream',
})

// Articles come as HTML; only their words go on, and never as markup.
const plain = (html: string): string =>
  html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(lt|gt|quot|nbsp|#39);/g,
      (_, c: string) => ({ lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" })[c] ?? '',
    )
    .replace(/&amp;/g, '&')
    .trim()

/** Zammad through its REST API: ticket with attachments, later messages as articles, state and answers back. */
export const createZammad = (config: Config): Adapter => {
  const token = secretOf(config.token)
  const base = config.url.replace(/\/+$/, '')
  const call = async <T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> => {
    const res = await fetch(`${base}/api/v1/${path}`, {
      method,
      headers: { authorization: `Token token=${token}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(outsideTimeout),
      redirect: 'error',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!res.ok) throw await outsideError('Zammad', res)
    return schema.parse(await res.json())
  }
  const article = { type: 'note', content_type: 'text/plain', sender: 'Customer', internal: false }
  return {
    id: config.id,
    async create({ detail, subject, body, attachments }, handoverId) {
      // A ticket whose answer was lost is found again by the mark in its title instead of being made twice.
      const title = `${subject} [${handoverId.slice(0, 8)}]`
      const query = encodeURIComponent(`title:"${handoverId.slice(0, 8)}"`)
      const known = await call(
        'GET',
        `tickets/search?query=${query}&limit=5`,
        z.array(z.object({ id: z.number(), title: z.string() })),
      )
      const same = known.find((t) => t.title.endsWith(`[${handoverId.slice(0, 8)}]`))
      if (same) return String(same.id)
      const files = await Promise.all(attachments.map(encoded))
      const fields = Object.fromEntries(
        Object.entries(config.fields).map(([k, v]) => [k, fillField(v, detail)]),
      )
      const ticket = await call('POST', 'tickets', ticketSchema, {
        ...fields,
        title,
        group: config.group,
        customer_id: config.customer,
        article: { ...article, subject, body, ...(files.length > 0 ? { attachments: files } : {}) },
      })
      return String(ticket.id)
    },
    async add(externalId, { id: messageId, text, file }) {
      // The same message twice (its answer was lost) is told by its id.
      const articles = await call(
        'GET',
        `ticket_articles/by_ticket/${externalId}`,
        z.array(z.object({ message_id: z.string().nullish() })),
      )
      if (articles.some((a) => a.message_id === messageId)) return
      await call('POST', 'ticket_articles', z.object({ id: z.number() }), {
        ...article,
        ticket_id: Number(externalId),
        body: text,
        message_id: messageId,
        ...(file ? { attachments: [await encoded(file)] } : {}),
      })
    },
    async news(externalId) {
      const [ticket, articles] = await Promise.all([
        call('GET', `tickets/${externalId}?expand=true`, ticketSchema),
        call('GET', `ticket_articles/by_ticket/${externalId}`, articlesSchema),
      ])
      return {
        status: config.states[ticket.state ?? ''] ?? null,
        notes: articles
          .filter((a) => !a.internal && a.sender === 'Agent')
          .map((a) => ({
            id: String(a.id),
            name: (a.from ?? '').replace(/\s*<[^>]*>$/, ''),
            text: plain(a.body),
          })),
      }
    },
    hook: config.hookSecret
      ? (headers, body) => {
          const expected = `sha1=${createHmac('sha1', secretOf(config.hookSecret!)).update(body).digest('hex')}`
          if (!sameSecret(String(headers['x-hub-signature'] ?? ''), expected)) return null
          const parsed = hookSchema.safeParse(JSON.parse(body.toString('utf8')))
          return parsed.success ? [String(parsed.data.ticket.id)] : []
        }
      : null,
  }
}
