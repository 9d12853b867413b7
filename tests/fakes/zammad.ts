import { readFileSync } from 'node:fs'
import { type JsonFault, startJsonServer } from './json-server.ts'

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/handover/${name}.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >

// biome-ignore lint/suspicious/noExplicitAny: another system's objects, looked at by the tests
type Thing = Record<string, any>

/**
 * A stand-in for Zammad with the part of its REST API that the desk uses. Tickets and articles have the fields of its
 * documentation's examples; it refuses what the real one refuses (token, missing fields).
 */
export const startZammad = async (token: string) => {
  const tickets: Thing[] = []
  const articles: Thing[] = []
  const faults: { down: boolean; next: JsonFault | null } = { down: false, next: null }
  const add = (article: Thing, ticketId: number) =>
    articles.push({ ...fixture('zammad-article'), ...article, id: 30 + articles.length, ticket_id: ticketId })
  const url = await startJsonServer(({ method, path, query, headers, body }) => {
    if (faults.down) return { status: 503, body: { error: 'maintenance' } }
    if (headers.authorization !== `Token token=${token}`)
      return { status: 403, body: { error: 'Invalid BasicAuth credentials' } }
    const json = method === 'POST' ? (JSON.parse(body.toString('utf8')) as Thing) : {}
    const fault = method === 'POST' ? faults.next : null
    const done = (status: number, answer: unknown) => {
      if (!fault) return { status, body: answer }
      faults.next = null
      return fault
    }
    const [, id] = /\/(\d+)$/.exec(path) ?? []
    if (method === 'GET' && path === '/api/v1/tickets/search') {
      const words = /"(.+)"/.exec(query.get('query') ?? '')?.[1] ?? ''
      return done(
        200,
        tickets.filter((t) => t.title.includes(words)),
      )
    }
    if (method === 'POST' && path === '/api/v1/tickets') {
      if (!json.title || !json.group || !json.customer_id || !json.article?.body)
        return { status: 422, body: { error: 'missing field' } }
      const { article, ...rest } = json
      const ticket = { ...fixture('zammad-ticket'), ...rest, id: 19 + tickets.length }
      tickets.push(ticket)
      add(article, ticket.id)
      return done(201, ticket)
    }
    if (method === 'POST' && path === '/api/v1/ticket_articles') {
      add(json, json.ticket_id)
      return done(201, articles.at(-1))
    }
    if (path.startsWith('/api/v1/ticket_articles/by_ticket/'))
      return done(
        200,
        articles.filter((a) => a.ticket_id === Number(id)),
      )
    const ticket = tickets.find((t) => t.id === Number(id))
    return ticket ? done(200, ticket) : { status: 404, body: { error: 'not found' } }
  })
  return {
    url,
    tickets,
    articles,
    faults,
    answer: (ticketId: number, body: string, internal = false) => add({ body, internal }, ticketId),
  }
}
