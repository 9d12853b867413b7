import { describe, expect, test } from 'vitest'
import {
  chooseWriters,
  isProtected,
  type Look,
  slowProof,
  type Writing,
} from '../../../../../main/probe/sources/guard/writer-process.ts'
import {
  executableOf,
  parseIo,
  parseStat,
} from '../../../../../main/probe/sources/guard/writer-process-linux.ts'
import { parseLsof } from '../../../../../main/probe/sources/guard/writer-process-macos.ts'

const writing = (
  pid: number,
  name: string,
  bytes: number,
  turns: number[],
  more: Partial<Writing> = {},
): Writing => ({
  process: { pid, parentPid: 900, startTime: `${pid}`, name, executable: `/usr/bin/${name}` },
  bytes,
  turns,
  inFolder: false,
  ...more,
})
const look = (writings: Writing[], active: number[], turns = 20): Look => ({
  writings,
  active: new Set(active),
  turns,
})
const chosen = (l: Look, own: number[] = [], stopped: Writing | null = null) =>
  chooseWriters(l, new Set(own), stopped?.process ?? null).map((p) => p.pid)

describe('whom to stop', () => {
  const attacker = writing(10, 'locker', 50_000, [1, 3, 5, 7])
  test('the one that keeps time with the changes, not the one that writes most', () => {
    const backup = writing(11, 'backup', 900_000, [0, 9, 10, 11, 12, 13, 14, 15])
    expect(chosen(look([backup, attacker], [1, 3, 5, 7]))).toEqual([10])
  })
  test('all its processes under one parent', () => {
    const second = writing(12, 'locker', 40_000, [2, 4])
    expect(chosen(look([attacker, second], [1, 2, 3, 4, 5, 7])).sort()).toEqual([10, 12])
  })
  test('nobody who is protected, ours, or writes at other times', () => {
    expect(chosen(look([writing(10, 'gnome-shell', 50_000, [1, 3, 5])], [1, 3, 5]))).toEqual([])
    expect(chosen(look([attacker], [1, 3, 5, 7]), [10])).toEqual([])
    expect(chosen(look([attacker], [0, 10, 12, 14, 16, 18]))).toEqual([])
    expect(chosen(look([attacker], []))).toEqual([])
  })
  test('not at once where two programs come into question', () => {
    const other = writing(11, 'sync', 60_000, [1, 3, 5, 7])
    expect(chosen(look([attacker, other], [1, 3, 5, 7], 4))).toEqual([])
    expect(chosen(look([attacker, other], [1, 3, 5, 7], 20))).toEqual([11])
  })
  test('after a stop only its equals', () => {
    expect(
      chosen(look([attacker, writing(11, 'sync', 9, [1])], [1]), [], writing(9, 'locker', 0, [])),
    ).toEqual([10])
  })
  test('of two scripts of one interpreter only the one that keeps time', () => {
    const locker = writing(10, 'node', 4_000, [4, 10, 16])
    const busy = writing(11, 'node', 900_000, [...Array(20).keys()])
    const rare = look([busy, locker], [4, 10, 16])
    expect(chosen(rare)).toEqual([10])
    expect(chooseWriters(rare, new Set(), null, slowProof).map((p) => p.pid)).toEqual([10])
    const elsewhere = writing(12, 'node', 900_000, [0, 1, 12, 13])
    expect(chosen(look([elsewhere, locker], [4, 10, 16]), [], writing(9, 'node', 0, []))).toEqual([10])
  })
  test('programs of the desktop are protected', () => {
    for (const name of ['systemd', 'Xorg', 'WindowServer', 'Finder', ''])
      expect(isProtected({ name, executable: null })).toBe(true)
    expect(isProtected({ name: 'systemd', executable: '/usr/lib/systemd/systemd' })).toBe(true)
    expect(isProtected({ name: 'python3', executable: '/usr/bin/python3' })).toBe(false)
    for (const name of ['kwin_wayland_wrapper', 'mozc_server', 'gvfsd', 'gnome-session-binary'])
      expect(isProtected({ name, executable: `/usr/lib/x/${name}` })).toBe(true)
    // A borrowed name protects nobody.
    expect(isProtected({ name: 'systemd', executable: '/home/aya/Downloads/systemd' })).toBe(false)
  })
})

test('/proc/PID/stat is read past any name', () => {
  const stat = (name: string) =>
    `4242 (${name}) S 77 4242 4242 0 -1 4194304 1 0 0 0 1 2 0 0 20 0 1 0 987654 1 1 1`
  for (const name of ['bash', 'a b', 'x) S 1 (y', '日本']) {
    expect(parseStat(stat(name))).toEqual({ name, parentPid: 77, startTime: '987654' })
  }
  expect(parseStat('')).toBeNull()
  expect(parseStat('4242 (x) S')).toBeNull()
})

test('a program whose file was updated since it started keeps its name', () => {
  expect(executableOf('/usr/bin/gnome-shell (deleted)')).toBe('/usr/bin/gnome-shell')
  expect(executableOf('/usr/bin/gnome-shell')).toBe('/usr/bin/gnome-shell')
})

test('/proc/PID/io counts both ways of writing, and nothing where it is empty', () => {
  const io =
    'rchar: 5\nwchar: 100\nsyscr: 1\nsyscw: 2\nread_bytes: 0\nwrite_bytes: 4096\ncancelled_write_bytes: 0\n'
  expect(parseIo(io)).toBe(4196)
  expect(parseIo('')).toBe(0)
})

test('lsof: only files of the folder that are open for writing count', () => {
  // Field output as lsof 4.95 writes it for a shell that has files open (pcRfan).
  const output = [
    'p512',
    'R1',
    'cFinder',
    'f12',
    'ar',
    'n/Users/aya/Documents/a.pdf',
    'p700',
    'R512',
    'clocker',
    'fcwd',
    'a ',
    'n/',
    'f3',
    'aw',
    'n/Users/aya/Documents/b.docx',
    'f4',
    'au',
    'n/Users/aya/Documents/c.docx',
    'p701',
    'R512',
    'clog',
    'f1',
    'aw',
    'n/Users/aya/Documents2/log.txt',
  ].join('\n')
  expect([...parseLsof(output, '/Users/aya/Documents')]).toEqual([
    [700, { name: 'locker', parentPid: 512, files: 2 }],
  ])
  expect(parseLsof('', '/x').size).toBe(0)
})
