import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlainPicture } from '../../../main/consult/plain-picture.ts'

const segment = (marker: number, content: number[]) => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 0xff,
  ...content,
]
const words = (text: string) => [...Buffer.from(text)]
const jpeg = (...segments: number[][]) =>
  Uint8Array.from([0xff, 0xd8, ...segments.flat(), ...segment(0xda, [1, 2, 3]), 7, 7, 7, 0xff, 0xd9])
const jfif = segment(0xe0, words('JFIF\0....'))

test('a JPEG as a canvas writes it is let through', () => {
  expect(isPlainPicture(jpeg(jfif, segment(0xdb, Array(65).fill(1))))).toBe(true)
  expect(isPlainPicture(jpeg(jfif, segment(0xe2, words('ICC_PROFILE\0data'))))).toBe(true)
})

test('what tells more than the picture is not: place and owner, notes, comments, previews', () => {
  expect(isPlainPicture(jpeg(jfif, segment(0xe1, words('Exif\0\0GPS'))))).toBe(false)
  expect(isPlainPicture(jpeg(segment(0xed, words('Photoshop 3.0'))))).toBe(false)
  expect(isPlainPicture(jpeg(segment(0xe2, words('MPF\0'))))).toBe(false)
  expect(isPlainPicture(jpeg(segment(0xfe, words('made by Sato'))))).toBe(false)
})

test('what is no JPEG, cut off, or has something hung on its end is not', () => {
  const whole = jpeg(jfif)
  for (let n = 0; n < whole.length; n++) expect(isPlainPicture(whole.subarray(0, n))).toBe(false)
  expect(isPlainPicture(Uint8Array.from([...whole, 1, 2, 3]))).toBe(false)
  expect(isPlainPicture(Buffer.from('%PDF-1.7'))).toBe(false)
  expect(isPlainPicture(Uint8Array.from([0x89, 0x50, 0x4e, 0x47]))).toBe(false)
})

test('any bytes get an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(typeof isPlainPicture(Uint8Array.from([0xff, 0xd8, ...bytes]))).toBe('boolean')
    }),
  )
})
