import { describe, expect, it, vi } from 'vitest'
import { type HttpWorld, httpTransport } from '../../../renderer/transport/http.ts'
import { LinkError } from '../../../renderer/transport/link.ts'

type Source = {
  onopen?: () => void
  onerror?: () => void
  onmessage?: (m: { data: string }) => void
  readyState: number
  close: () => void
}

const stand = (reply: () => Promise<Response>) => {
  const sources: Source[] = []
  const world: HttpWorld = {
    fetch: vi.fn(reply),
    eventSource: () => {
      const source: Source = { readyState: 1, close: () => {} }
      sources.push(source)
      return source as unknown as EventSource
    },
  }
  return { transport: httpTransport(world, 1), sources, fetch: world.fetch }
}

describe('the line to the headless host', () => {
  it('sends name, input and the header that no foreign form can set', async () => {
    const { transport, fetch } = stand(async () => Response.json({ ok: 1 }))
    expect(await transport.call('desk.retry', null)).toEqual({ ok: 1 })
    expect(fetch).toHaveBeenCalledWith(
      './api/call',
      expect.objectContaining({
        method: 'POST',
        body: '{"name":"desk.retry","input":null}',
        headers: { 'content-type': 'application/json', 'x-otasuke': '1' },
      }),
    )
  })

  it.each([
    ['no answer', () => Promise.reject(new TypeError('failed')), 'gone'],
    ['an old session', async () => new Response('no', { status: 401 }), 'refused'],
    ['no JSON', async () => new Response('<html>'), 'gone'],
  ] as const)('tells %s apart', async (_name, reply, trouble) => {
    const { transport } = stand(reply)
    const error = await transport.call('x', null).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(LinkError)
    expect((error as LinkError).trouble).toBe(trouble)
  })

  it('hands on pushes, skips what it cannot read, and opens a stream that was closed again', async () => {
    const { transport, sources } = stand(async () => Response.json({}))
    const pushed: unknown[] = []
    const links: unknown[] = []
    transport.listen((name, data) => pushed.push([name, data]))
    transport.onLink((trouble) => links.push(trouble))
    sources[0]?.onopen?.()
    for (const data of ['{', '{"data":1}', 'null', '{"name":"a","data":{"b":1}}'])
      sources[0]?.onmessage?.({ data })
    expect(pushed).toEqual([['a', { b: 1 }]])
    const first = sources[0]
    if (first) first.readyState = 2
    first?.onerror?.()
    await vi.waitFor(() => expect(sources).toHaveLength(2))
    sources[1]?.onopen?.()
    expect(links).toEqual([null, 'gone', null])
  })
})
