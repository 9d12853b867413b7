import { describe, expect, it, vi } from 'vitest'
import type { Snapshot } from '../../../main/contract/state.ts'
import { connect } from '../../../renderer/state/connection.ts'
import { createPageStore } from '../../../renderer/state/store.ts'
import { LinkError, type LinkTrouble, type PageTransport } from '../../../renderer/transport/link.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

/** A transport in the test's hand: snapshots are answered one by one. */
const stand = () => {
  const listeners: ((name: string, data: unknown) => void)[] = []
  const links: ((trouble: LinkTrouble | null) => void)[] = []
  const waiting: { resolve: (reply: unknown) => void; reject: (error: unknown) => void }[] = []
  const transport: PageTransport = {
    call: () => new Promise((resolve, reject) => waiting.push({ resolve, reject })),
    listen: (l) => {
      listeners.push(l)
      return () => {}
    },
    onLink: (l) => {
      links.push(l)
      return () => {}
    },
  }
  const store = createPageStore()
  const went: string[] = []
  connect(transport, store, (hash) => went.push(hash), 1)
  return {
    store,
    went,
    waiting,
    push: (name: string, data: unknown) => {
      for (const l of listeners) l(name, data)
    },
    link: (trouble: LinkTrouble | null) => {
      for (const l of links) l(trouble)
    },
    answer: async (snapshot: Snapshot) => {
      waiting.shift()?.resolve({ ok: snapshot })
      await vi.waitFor(() => expect(store.getState().snapshot?.seq).toBeGreaterThanOrEqual(snapshot.seq))
    },
  }
}

const alert = (seq: number, id: string) => ({ seq, type: 'alert', alert: sampleAlert({ id }) })
const ids = (s: ReturnType<typeof stand>) => s.store.getState().snapshot?.alerts.map((a) => a.id)

describe('the page’s copy of the state', () => {
  it('loses no change that came before the first snapshot', async () => {
    const s = stand()
    s.push('state.changed', alert(4, 'old'))
    s.push('state.changed', alert(6, 'new'))
    await s.answer(sampleSnapshot({ seq: 5 }))
    await vi.waitFor(() => expect(ids(s)).toEqual(['new']))
  })

  it('asks again after a gap, once', async () => {
    const s = stand()
    await s.answer(sampleSnapshot({ seq: 1 }))
    s.push('state.changed', alert(3, 'a'))
    s.push('state.changed', alert(4, 'b'))
    expect(s.waiting).toHaveLength(1)
    await s.answer(sampleSnapshot({ seq: 4, alerts: [sampleAlert({ id: 'b' }), sampleAlert({ id: 'a' })] }))
    expect(ids(s)).toEqual(['b', 'a'])
  })

  it('keeps what it shows while the line is gone, and asks anew when it is back', async () => {
    const s = stand()
    await s.answer(sampleSnapshot({ seq: 1, alerts: [sampleAlert()] }))
    s.link('gone')
    expect(s.store.getState()).toMatchObject({ trouble: 'gone' })
    expect(ids(s)).toEqual(['alert-1'])
    s.link(null)
    await s.answer(sampleSnapshot({ seq: 9 }))
    expect(s.store.getState().trouble).toBeNull()
  })

  it('says when the answer cannot be read, and tries again', async () => {
    const s = stand()
    s.waiting.shift()?.resolve({ ok: { nonsense: true } })
    await vi.waitFor(() => expect(s.store.getState().trouble).toBe('nonsense'))
    await vi.waitFor(() => expect(s.waiting).toHaveLength(1))
    s.waiting.shift()?.reject(new LinkError('refused'))
    await vi.waitFor(() => expect(s.store.getState().trouble).toBe('refused'))
  })

  it('goes where a clicked notification points', () => {
    const s = stand()
    s.push('page.show', { page: 'alert', id: 'a/1' })
    s.push('page.show', { page: 'nowhere', id: null })
    expect(s.went).toEqual(['#/alerts/a%2F1', '#/home'])
  })
})
