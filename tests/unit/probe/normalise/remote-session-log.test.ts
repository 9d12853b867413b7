import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  logZone,
  readAnyDeskLine,
  readTeamViewerLine,
  sessionLogLines,
} from '../../../../main/probe/normalise/remote-session-log.ts'

/** As a follower of the file hands it over: cut at the byte 0A, one character a byte. */
const cut = (bytes: Buffer) => bytes.toString('latin1').split('\n')
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const minute = Date.UTC(2024, 4, 16, 9, 41)

describe("AnyDesk's connection_trace.txt", () => {
  // Lines of the maker's help page and of collections of evidence; numbers and names changed.
  test.each([
    [
      'Incoming    2024-05-16, 09:41    User                             1108841617    1108841617',
      'User',
      null,
    ],
    ['Incoming     2024-05-16, 09:41  Passwd user3@ad 123210', 'Passwd', 'user3@ad'],
    ['Incoming    2024-05-16, 09:41    Token       山本 花子@ad    123456\r', 'Token', '山本 花子@ad'],
  ])('%s', (line, method, name) =>
    expect(readAnyDeskLine(line)).toMatchObject({ accepted: true, method, name, began: minute }),
  )
  test('a refused one is no session, an outgoing one and anything else no line', () => {
    expect(readAnyDeskLine('Incoming    2024-05-16, 09:41    REJECTED    x@ad    1')).toMatchObject({
      accepted: false,
    })
    for (const line of [
      '',
      'Outgoing    2024-05-16, 09:41    User    1    1',
      'Incoming 2024-13-40, 99:99 User',
    ])
      expect(readAnyDeskLine(line)).toBeNull()
  })
  test('in UTF-16, also where a name holds the byte of a line end', () => {
    const text =
      'Incoming    2024-05-16, 09:41    User    上田《本社》    1108841617\r\n' +
      'Incoming    2024-05-16, 09:42    User    2    2\r\n'
    const sessions = sessionLogLines(cut(utf16(text))).flatMap((l) => readAnyDeskLine(l) ?? [])
    expect(sessions).toMatchObject([{ name: '上田《本社》', partner: '1108841617' }, { partner: '2' }])
    // The beginning was read earlier.
    const [, ...rest] = cut(utf16(text)).join('\n').split('\r\0\n')
    expect(sessionLogLines(rest).flatMap((l) => readAnyDeskLine(l) ?? [])).toMatchObject([{ partner: '2' }])
  })
})

describe("TeamViewer's Connections_incoming.txt", () => {
  test('columns, with and without an id', () => {
    expect(
      readTeamViewerLine(
        '467594557\tLandon R\t17-01-2016 18:08:34\t17-01-2016 18:14:03\tclerk\tRemoteControl\t\t\r',
      ),
    ).toEqual({
      accepted: true,
      partner: '467594557',
      name: 'Landon R',
      method: 'RemoteControl',
      began: Date.UTC(2016, 0, 17, 18, 8, 34),
      written: Date.UTC(2016, 0, 17, 18, 14, 3),
    })
    expect(
      readTeamViewerLine(
        '1979424382\t佐藤\t04-06-2024 09:00:21\t04-06-2024 09:52:18\tx\tFiletransfer\t{6c10}\t',
      ),
    ).toMatchObject({ partner: '1979424382', method: 'Filetransfer' })
  })
  test('names in UTF-8 and in CP932', () => {
    const line = (name: Buffer) =>
      Buffer.concat([
        Buffer.from('467594557\t'),
        name,
        Buffer.from('\t17-01-2016 18:08:34\t17-01-2016 18:14:03\tx\tRemoteControl\t'),
      ])
    for (const name of [Buffer.from('佐藤'), Buffer.from([0x8d, 0xb2, 0x93, 0xa1])])
      expect(sessionLogLines(cut(line(name))).map((l) => readTeamViewerLine(l)?.name)).toEqual(['佐藤'])
  })
})

test('whatever the bytes: no throw, real dates, short and visible names', () => {
  const text = fc.uint16Array({ maxLength: 150 }).map((units) => String.fromCharCode(...units))
  const line = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((b) => Buffer.from(b).toString('latin1')),
    fc
      .tuple(fc.string(), text)
      .map(([a, b]) => Buffer.from(`Incoming 2024-05-16, 09:41 ${a} ${b}`, 'utf16le').toString('latin1')),
    text.map((n) => `12345678\t${n}\t17-01-2016 18:08:34\t17-01-2016 18:14:03\t\t`),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      for (const text of sessionLogLines(lines.flatMap((l) => l.split('\n'))))
        for (const session of [readAnyDeskLine(text), readTeamViewerLine(text)]) {
          if (!session) continue
          const texts = [session.name, session.partner, session.method].map((t) => t ?? '')
          if (!Number.isInteger(session.began) || texts.some((t) => [...t].length > 100 || /\p{C}/u.test(t)))
            throw new Error(JSON.stringify(session))
        }
    }),
  )
})

test('whether a log tells UTC or local time is seen from when its last line was written', () => {
  const hour = 3600_000
  expect(logZone(minute, minute + 20_000, 540)).toBe(0)
  expect(logZone(minute, minute - 9 * hour + 20_000, 540)).toBe(540)
  expect(logZone(minute, minute + 5 * hour + 20_000, -300)).toBe(-300)
  // Copied or touched since: nothing says that it is not UTC.
  expect(logZone(minute, minute + 100 * hour, 540)).toBe(0)
})
