import { describe, expect, test } from 'vitest'
import type { HelpRequest } from '../../../main/contract/request.ts'
import { createText } from '../../../main/contract/text.ts'
import { type TrayExtras, trayModel } from '../../../main/present/tray-model.ts'
import { sampleAlert, sampleSnapshot } from '../../fakes/samples.ts'

const text = createText('ja')
const source = {
  id: 'logins',
  state: 'watching' as const,
  reason: null,
  since: '2026-11-23T00:00:00.000Z',
  events: 0,
  dropped: 0,
}
const none: TrayExtras = { operator: false, update: null }
const labels = (snapshot: Parameters<typeof sampleSnapshot>[0], extras = none) =>
  trayModel(sampleSnapshot(snapshot), text, extras).entries.flatMap((e) =>
    e.kind === 'separator' ? [] : [e.label],
  )

const request = (status: HelpRequest['status'], id = 'r1'): HelpRequest => ({
  id,
  receipt: '1123-K7QX',
  kind: 'dispatch',
  alertId: null,
  phone: '06',
  contact: '',
  text: '',
  bestTime: '',
  place: '',
  createdAt: '2026-11-23T00:00:00.000Z',
  status,
  statusAt: '2026-11-23T00:00:00.000Z',
  delivery: 'delivered',
  visitAt: '',
  messages: [],
})

describe('the tray menu', () => {
  test('has the status line and every entry, in order', () => {
    expect(labels({ sources: [source] })).toEqual([
      '守られています',
      '画面を開く',
      '相談する',
      '来てほしい',
      '画面の警告が消せない',
      'お知らせ',
      '今すぐ点検',
      '設定',
      '終了',
    ])
  })
  test('closes the page that fills the screen at once for 画面の警告が消せない', () => {
    const { entries } = trayModel(sampleSnapshot(), text, none)
    expect(entries).toContainEqual({
      kind: 'item',
      label: '画面の警告が消せない',
      action: { type: 'close-screen' },
    })
  })
  test('counts open alerts and names the state in the tooltip', () => {
    const model = trayModel(
      sampleSnapshot({
        sources: [source],
        alerts: [sampleAlert(), sampleAlert({ id: 'b', state: 'closed' })],
      }),
      text,
      none,
    )
    expect(model.overall).toBe('urgent')
    expect(model.tooltip).toBe('おたすけトレイ: すぐ電話')
    expect(model.entries).toContainEqual(expect.objectContaining({ label: 'お知らせ(1件)' }))
  })
  test('says of a request that was made in an exercise that it was', () => {
    expect(labels({ requests: [{ ...request('received'), drill: true }] })).toContainEqual(
      expect.stringMatching(/^【訓練】.*1123-K7QX/),
    )
  })
  test('shows how far the desk is with each running request, and leads to it', () => {
    const { entries } = trayModel(
      sampleSnapshot({ requests: [request('visit'), request('done', 'r2')] }),
      text,
      none,
    )
    const shown = entries.filter(
      (e) => e.kind === 'item' && e.action.type === 'page' && e.action.page === 'request',
    )
    expect(shown).toEqual([
      {
        kind: 'item',
        label: '窓口: 訪問予定(1123-K7QX)',
        action: { type: 'page', page: 'request', id: 'r1' },
      },
    ])
  })
  test('says that it is getting ready, not that it is blind, while sources start', () => {
    expect(labels({ sources: [{ ...source, state: 'starting' }] })[0]).toBe('見張る準備をしています')
    expect(labels({ sources: [{ ...source, state: 'cannot' }] })[0]).toBe('見張れていません')
  })
  test('offers the practice desk and a waiting update only where there is one', () => {
    expect(labels({}, { operator: true, update: '1.2.0' })).toEqual(
      expect.arrayContaining(['練習用の窓口の画面', '新しい版(1.2.0)を入れる']),
    )
  })
})
