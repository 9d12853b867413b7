import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { patternsIn, soughtKeysIn } from './code-strings.ts'
import { messagesOf, placeholdersOf } from './texts.ts'

/** `setup.json` is read by the scripts of the set-up, before anything is built. */
const ja = messagesOf('ja')
const en = messagesOf('en')

describe('the catalogue', () => {
  it('has the same keys in Japanese and English', () => {
    expect(en.map((m) => `${m.area} ${m.key}`).sort()).toEqual(ja.map((m) => `${m.area} ${m.key}`).sort())
  })

  it('has the same placeholders in both', () => {
    const english = new Map(en.map((m) => [m.key, placeholdersOf(m.message)]))
    const bad = ja.filter((m) => String(english.get(m.key)) !== String(placeholdersOf(m.message)))
    expect(bad.map((m) => `${m.key}: ${placeholdersOf(m.message)} / ${english.get(m.key)}`)).toEqual([])
  })

  it('has every first-level key in one file only, because files are merged by it', () => {
    const areas = Map.groupBy(ja, (m) => m.key.split('.')[0] ?? '')
    const split = [...areas].filter(([, ms]) => new Set(ms.map((m) => m.area)).size > 1).map(([key]) => key)
    expect(split).toEqual([])
  })

  it('has no empty message', () => {
    expect([...ja, ...en].filter((m) => m.message.trim() === '').map((m) => m.key)).toEqual([])
  })

  it('has every message that code looks up by hand; the others are known to the compiler', () => {
    const known = new Set(ja.map((m) => m.key))
    const sought = soughtKeysIn(['main', 'renderer', 'desk'])
    expect(sought.length).toBeGreaterThan(5)
    expect(sought.filter(({ key }) => !known.has(key))).toEqual([])
  })

  it('has no message that nothing uses', () => {
    const patterns = patternsIn(['main', 'renderer', 'desk', 'preload', 'scripts'])
    const installer = readFileSync('assets/installer/installer.nsi', 'utf8')
    // The set-up's scripts name their sentences without the area.
    const used = (key: string) =>
      [key, key.replace(/^setup\./, '')].some(
        (k) => patterns.literals.has(k) || patterns.templates.some((p) => p.test(k)),
      ) ||
      (key.startsWith('installer.') && installer.includes(key.replace('installer.', '')))
    expect(ja.filter((m) => !used(m.key)).map((m) => `${m.area} ${m.key}`)).toEqual([])
  })
})
