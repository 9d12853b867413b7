import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkContainer, isCheckable } from '../../../../main/probe/integrity/container-check.ts'
import { type DocumentKind, documentKinds } from '../../../../main/probe/integrity/document-kind.ts'
import { docx, jpeg, ole, passwordOffice, pdf, png, prose, zipOf } from '../../../fakes/guard/documents.ts'

const makers: Partial<Record<DocumentKind, (size: number, seed: number) => Buffer>> = {
  zip: docx,
  pdf,
  png,
  jpeg,
  ole,
  text: (size) => prose(size),
}
const kinds = Object.keys(makers) as DocumentKind[]
/** Kinds whose own check sums cover all of their content. */
const covered: DocumentKind[] = ['zip', 'pdf', 'png', 'jpeg']
const make = (kind: DocumentKind, size: number, seed = 1) => makers[kind]!(size, seed)
const sizes = fc.integer({ min: 600, max: 60_000 })

describe.each(kinds)('%s', (kind) => {
  test('healthy documents are good', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.nat(1000),
        (size, seed) => checkContainer(kind, make(kind, size, seed)) === 'good',
      ),
    )
  })

  test('a document that is still being written is never called broken', () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (size, share) => {
        const whole = make(kind, size)
        return checkContainer(kind, whole.subarray(0, Math.floor(whole.length * share))) !== 'broken'
      }),
    )
  })

  test('everything but the first 4 KiB overwritten with noise is broken', () => {
    if (kind === 'ole') return
    const file = make(kind, 40_000)
    randomBytes(file.length - 4096).copy(file, 4096)
    expect(checkContainer(kind, file)).toBe('broken')
  })
})

test.each(covered)('%s with one block of noise is broken nearly wherever the block lies', (kind) => {
  const broken = Array.from({ length: 200 }, (_, i) => {
    const file = make(kind, 60_000, i)
    randomBytes(2048).copy(file, Math.floor((file.length - 2048) * (0.05 + (0.9 * i) / 200)))
    return checkContainer(kind, file)
  }).filter((v) => v === 'broken')
  expect(broken.length).toBeGreaterThanOrEqual(195)
})

test('noise of any kind and length never throws and is never good', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...documentKinds),
      fc.uint8Array({ minLength: 0, maxLength: 3000 }),
      (kind, bytes) => {
        const verdict = checkContainer(kind, bytes)
        return kind === 'text' || verdict !== 'good'
      },
    ),
  )
})

test('kinds without check sums are unknown, never broken', () => {
  for (const kind of documentKinds.filter((k) => !isCheckable(k)))
    expect(checkContainer(kind, randomBytes(5000))).toBe('unknown')
})

test('an encrypted PDF and one with an unknown filter are unknown', () => {
  const plain = pdf(9000).toString('latin1')
  expect(
    checkContainer('pdf', Buffer.from(plain.replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 5 0 R'), 'latin1')),
  ).toBe('unknown')
  expect(checkContainer('pdf', Buffer.from(plain.replaceAll('/FlateDecode', '/JBIG2Decode'), 'latin1'))).toBe(
    'unknown',
  )
})

test('a ZIP with a password is unknown, one that unpacks to gigabytes is not unpacked', () => {
  const locked = zipOf({ 'a.txt': prose(5000) })
  for (const at of [6, locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8]) locked[at] = 1
  expect(checkContainer('zip', locked)).toBe('unknown')
  const bomb = zipOf({ 'zero.bin': Buffer.alloc(40_000_000) })
  expect(['good', 'unknown']).toContain(checkContainer('zip', bomb))
})

test('an Office file with a password is a whole container', () => {
  expect(checkContainer('ole', passwordOffice(30_000))).toBe('good')
})

test('7z: a borrowed signature is broken, zeros are a start that is still to come', () => {
  const signature = Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4])
  expect(checkContainer('7z', Buffer.concat([signature, randomBytes(200)]))).toBe('broken')
  expect(checkContainer('7z', Buffer.concat([signature, Buffer.alloc(200)]))).toBe('incomplete')
})
