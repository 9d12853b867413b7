import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyOf, fillField, subjectOf } from '../../../desk/adapters/item-text.ts'
import type { RequestDetail } from '../../../desk/operator/contract.ts'
import { anAlert, aRequest } from '../../fakes/desk-material.ts'

const aDetail = (text: string): RequestDetail => {
  const alert = anAlert({ severity: 'urgent' })
  const request = aRequest({ text, contact: text.slice(0, 50) })
  const at = request.createdAt
  return {
    item: {
      ref: 'r',
      receipt: request.receipt,
      kind: request.kind,
      status: 'received',
      statusAt: at,
      visitAt: '',
      receivedAt: at,
      unread: true,
      computer: text,
      customer: text,
      contact: text,
      phone: request.phone,
      words: text,
      alert: { kind: alert.kind, facts: alert.facts, severity: alert.severity, drill: alert.drill },
    },
    input: request,
    createdAt: at,
    alert,
    messages: [{ id: 'm', from: 'user', name: '', text, at }],
    steps: [],
    computer: {
      id: 'd',
      computer: text,
      platform: 'win32',
      appVersion: '1',
      enrolledAt: at,
      lastSeenAt: at,
      revokedAt: null,
      clockError: null,
      customer: { id: 'c', number: 'K-1', name: text, phone: '' },
    },
    engineer: '',
    word: '',
    attachments: [],
  }
}

test('a subject is one line, whatever names contain', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(subjectOf(aDetail(text))).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
    }),
  )
})

test('the body begins with what is needed for a call and ends with the evidence', () => {
  const body = bodyOf(aDetail('画面が赤い'))
  expect(body.indexOf('06-0000-0000')).toBeLessThan(body.indexOf('画面が赤い'))
  expect(body.indexOf('画面が赤い')).toBeLessThan(body.indexOf('"evidence"'))
})

test('a field is filled once: what a customer writes is not a template', () => {
  expect(fillField('{receipt} {text} {nothing}', aDetail('{phone}'))).toBe('1123-K7QX {phone} {nothing}')
})
