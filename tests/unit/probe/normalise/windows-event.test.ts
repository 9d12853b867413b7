import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWindowsEvent } from '../../../../main/probe/normalise/windows-event.ts'
import { createEventSplitter } from '../../../../main/probe/normalise/windows-event-splitter.ts'

const event = (data: string, id = 4688, channel = 'Security') =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Prov' Guid='{1}'/><EventID Qualifiers='1'>${id}</EventID>` +
  `<TimeCreated SystemTime='2026-11-20T01:02:03.4567891Z'/><EventRecordID>7</EventRecordID><Execution ProcessID='4' ThreadID='8'/>` +
  `<Channel>${channel}</Channel><Computer>pc</Computer><Security UserID='S-1-5-18'/></System>${data}</Event>`

describe('one event', () => {
  test('gives its fields under the names of Sigma, a new process also under those of Sysmon', () => {
    const read = readWindowsEvent(
      event(
        `<EventData><Data Name='NewProcessName'>C:\\a.exe</Data><Data Name="ProcessId">0x00000010</Data><Data Name='NewProcessId'>0x20</Data>` +
          `<Data Name='CommandLine'>a &lt;b&gt; &quot;日本&quot;</Data><Data Name='ParentProcessName'>C:\\p.exe</Data><Data Name='Empty'/></EventData>`,
      ),
      't',
    )
    expect(read).toMatchObject({
      at: '2026-11-20T01:02:03.456Z',
      channel: 'Security',
      eventId: 4688,
      recordId: 7,
      host: 'pc',
      provider: 'Prov',
      fields: {
        EventID: '4688',
        Provider_Name: 'Prov',
        Image: 'C:\\a.exe',
        ParentImage: 'C:\\p.exe',
        CommandLine: 'a <b> "日本"',
        ProcessId: '0x20',
        ParentProcessId: '0x10',
        Empty: '',
      },
    })
  })
  test('keeps nameless values together and reads user data', () => {
    expect(
      readWindowsEvent(event('<EventData><Data>a</Data><Data>b</Data></EventData>'), 't')?.fields.Data,
    ).toEqual(['a', 'b'])
    expect(
      readWindowsEvent(
        event(
          `<UserData><EventXML xmlns='x'><Param1>sato</Param1><Param3>10.0.0.1</Param3></EventXML></UserData>`,
        ),
        't',
      )?.fields,
    ).toMatchObject({ Param1: 'sato', Param3: '10.0.0.1' })
  })
  test.each([
    ['no id', event('').replace(/<EventID.*?<\/EventID>/, '')],
    ['no time', event('').replace(/<TimeCreated.*?\/>/, '')],
    ['cut off', event('').slice(0, 300)],
    [
      'entities of its own',
      `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]>${event('<EventData><Data>&b;</Data></EventData>')}`,
    ],
    ['an unknown entity', event('<EventData><Data>&b;</Data></EventData>')],
    ['not XML', 'hello'],
  ])('is refused with %s', (_, text) => {
    expect(readWindowsEvent(text, 't')).toBeNull()
  })
  test('survives characters that XML forbids', () => {
    expect(
      readWindowsEvent(event('<EventData><Data Name="a">x\u0000\u001b&#x1;&#8;y</Data></EventData>'), 't')
        ?.fields.a,
    ).toBe('x\ufffd\ufffd\ufffd\ufffdy')
  })
  test('any text is an event or none, and never throws', () => {
    const piece = fc.constantFrom(
      '<Event>',
      '</Event>',
      '<System>',
      '</System>',
      '<EventID>1</EventID>',
      '<Data Name="__proto__">',
      '</Data>',
      '&',
      '<![CDATA[',
      ']]>',
      '<!--',
      'x',
      "'",
      '<TimeCreated SystemTime="2026-01-01T00:00:00Z"/>',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 300 }),
          fc.array(piece, { maxLength: 30 }).map((p) => p.join('')),
        ),
        (text) => {
          const read = readWindowsEvent(text, 't')
          expect(read === null || typeof read.eventId === 'number').toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('a stream of events', () => {
  test('comes out whole however it is cut, with anything in between', () => {
    const events = [event(''), event('<EventData><Data>日本語</Data></EventData>'), event('', 1)]
    const between = fc.constantFrom(
      '',
      '\n',
      '<?xml version="1.0"?>',
      '<Events>',
      '</Events>',
      '<!DOCTYPE x>',
      'Event',
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2), between), { maxLength: 8 }),
        fc.integer({ min: 1, max: 400 }),
        (parts, size) => {
          const text = parts.map(([i, gap]) => events[i] + gap).join('')
          const splitter = createEventSplitter()
          const found: string[] = []
          for (let at = 0; at < text.length; at += size)
            found.push(...splitter.push(text.slice(at, at + size)))
          splitter.end()
          expect(found).toEqual(parts.map(([i]) => events[i]))
          expect(splitter.broken()).toBe(0)
        },
      ),
      { numRuns: 500 },
    )
  })
  test('an element that never closes costs only itself', () => {
    const splitter = createEventSplitter()
    const found = splitter.push(`${event('')}<Event><System>${event('', 1)}<Event xmlns='x'><Sys`)
    splitter.end()
    expect(found).toEqual([event(''), event('', 1)])
    expect(splitter.broken()).toBe(2)
  })
  test('ten megabytes without an end are let go', () => {
    const splitter = createEventSplitter()
    splitter.push('<Event>')
    for (let i = 0; i < 10; i++) splitter.push('x'.repeat(1024 * 1024))
    expect(splitter.push(event(''))).toEqual([event('')])
    expect(splitter.broken()).toBeGreaterThanOrEqual(1)
  })
})
