// npm run fuzz -- event-xml: both readers of Windows event XML, and the splitter before them.
import { deepStrictEqual, ok } from 'node:assert'
import fc from 'fast-check'
import { readWindowsEvent } from '../../main/probe/normalise/windows-event.ts'
import { createEventSplitter } from '../../main/probe/normalise/windows-event-splitter.ts'
import { readWindowsEvents } from '../../main/probe/normalise/windows-event-xml.ts'
import { fuzz } from './fuzz.ts'

const good =
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='P'/><EventID>4688</EventID>" +
  "<TimeCreated SystemTime='2026-11-20T01:02:03Z'/><EventRecordID>7</EventRecordID><Channel>Security</Channel>" +
  "<Computer>pc</Computer></System><EventData><Data Name='A'>x &amp; y</Data></EventData></Event>"
const bits = [
  '<Event>',
  '</Event>',
  '<Event',
  '<System>',
  '</System>',
  '<EventID>1</EventID>',
  "<Data Name='__proto__'>",
  '</Data>',
  '<EventData>',
  '<UserData>',
  '<!DOCTYPE l [<!ENTITY a "aa">]>',
  '&a;',
  '&#0;',
  '&#xFFFFFFF;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?x?>',
  '\u0000',
  '\ud800',
  '\ufeff',
]
/** Damage to a good record: some of it is cut away and something else put there. */
const damaged = fc
  .tuple(fc.nat(good.length), fc.nat(60), fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'binary' })))
  .map(([at, length, instead]) => good.slice(0, at) + instead + good.slice(at + length))
const piece = fc.oneof(fc.constant(good), damaged, fc.constantFrom(...bits), fc.string({ unit: 'binary' }))
const input = fc.record({ pieces: fc.array(piece, { maxLength: 12 }), cut: fc.integer({ min: 1, max: 200 }) })

const split = (pieces: readonly string[]): string[] => {
  const splitter = createEventSplitter()
  const found = pieces.flatMap((p) => [...splitter.push(p)])
  splitter.end()
  return found
}

fuzz(input, ({ pieces, cut }) => {
  const text = pieces.join('')
  for (const record of [text, ...pieces]) {
    const event = readWindowsEvent(record, 'fuzz')
    if (event) ok(Number.isSafeInteger(event.eventId) && !Number.isNaN(Date.parse(event.at)))
  }
  for (const r of readWindowsEvents(text).records) ok(Number.isSafeInteger(r.eventId))
  // However the text comes in, the same records are cut out of it.
  const whole = split([text])
  const parts = Array.from({ length: Math.ceil(text.length / cut) }, (_, i) =>
    text.slice(i * cut, (i + 1) * cut),
  )
  deepStrictEqual(split(parts), whole)
  // A good record after any damage is not lost.
  const after = split([text, good])
  ok(after.some((r) => readWindowsEvent(r, 'fuzz')?.eventId === 4688))
})
