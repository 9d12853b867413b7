import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Alert, Finding } from '../../../main/contract/alert.ts'
import { createWallCard } from '../../../main/core/wall-card.ts'
import { createManualClock } from '../../fakes/manual-clock.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

/** An office whose phone number changes; each look is one of every six hours. */
const office = () => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-card-'))
  const raised: Alert[] = []
  let phone = '06-1111-1111'
  const snapshot = () => {
    const s = sampleSnapshot()
    return { ...s, settings: { ...s.settings, phone } }
  }
  const card = createWallCard({
    folder,
    clock: createManualClock(),
    timeZone: 'Asia/Tokyo',
    snapshot,
    alerts: { list: () => raised } as never,
    raise(finding: Finding) {
      const alert = sampleAlert({ ...finding, id: `a${raised.length}`, state: 'new' })
      raised.push(alert)
      return alert
    },
    close(id) {
      const at = raised.findIndex((a) => a.id === id)
      raised[at] = { ...raised[at]!, state: 'closed' }
    },
  })
  const closeAll = () => {
    for (const a of raised) a.state = 'closed'
  }
  const call = (next: string) => {
    phone = next
  }
  return { card, raised, closeAll, call }
}

test('a card that became old is told once for each change, however often that is closed', () => {
  const { card, raised, closeAll, call } = office()
  card.look()
  card.made()
  card.look()
  expect(raised).toHaveLength(0)
  call('06-2222-2222')
  for (let i = 0; i < 4; i += 1) {
    card.look()
    closeAll()
  }
  expect(raised).toHaveLength(1)
  call('06-3333-3333')
  card.look()
  expect(raised).toHaveLength(2)
})

test('a new card on the wall ends it; a number that went back was never wrong', () => {
  const { card, raised, call } = office()
  card.made()
  call('06-2222-2222')
  card.look()
  card.made()
  expect(raised.map((a) => a.state)).toEqual(['closed'])
  card.look()
  expect(raised).toHaveLength(1)
})
