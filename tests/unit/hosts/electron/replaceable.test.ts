import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepStartMenuEntry } from '../../../../main/hosts/electron/desktop-entry.ts'
import { canWriteInto, isReplaceable } from '../../../../main/hosts/electron/replaceable.ts'

let top = ''
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'otasuke-copy-'))
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

describe('a copy may replace itself', () => {
  const asked: string[] = []
  const answer = (yes: boolean) => (folder: string) => {
    asked.push(folder)
    return yes
  }
  test.each([
    ['win32', {}, 'C:\\x\\a.exe', true, true],
    ['win32', {}, 'C:\\x\\a.exe', false, false],
    ['win32', { PORTABLE_EXECUTABLE_FILE: 'D:\\a.exe' }, 'C:\\x\\a.exe', true, false],
    ['linux', { APPIMAGE: '/home/h/a.AppImage' }, '/home/h/a.AppImage', true, true],
    ['linux', {}, '/opt/Otasuke Tray/otasuke-tray', true, false],
    ['darwin', {}, '/Applications/Otasuke Tray.app/Contents/MacOS/Otasuke Tray', false, false],
  ] as const)('%s %j %s, writable %s: %s', (platform, env, program, writable, expected) => {
    expect(isReplaceable({ platform, env, program }, answer(writable))).toBe(expected)
  })
  test('macOS is asked for the folder that holds the app', () => {
    expect(asked.at(-1)).toBe('/Applications')
  })
  test('found out by writing, and nothing stays behind', () => {
    expect(canWriteInto(top)).toBe(true)
    expect(readdirSync(top)).toEqual([])
    expect(canWriteInto(join(top, 'nowhere'))).toBe(false)
  })
})

test('the start menu has an entry that goes away with the program', () => {
  const icon = join(import.meta.dirname, '../../../../assets/icons/icon.png')
  const applications = join(top, 'share/applications')
  const options = {
    name: 'おたすけトレイ',
    program: '/home/花子/おたすけ $.AppImage',
    applications,
    icon,
    dataFolder: top,
  }
  keepStartMenuEntry(options)
  const text = readFileSync(join(applications, 'otasuke-tray.desktop'), 'utf8')
  expect(text).toContain('Name=おたすけトレイ\nExec="/home/花子/おたすけ \\$.AppImage"\n')
  expect(text).toContain('TryExec=/home/花子/おたすけ $.AppImage\n')
  expect(text).toContain(`Icon=${join(top, 'icon.png')}\n`)
  expect(readFileSync(join(top, 'icon.png')).equals(readFileSync(icon))).toBe(true)
  rmSync(join(top, 'icon.png'))
  keepStartMenuEntry(options)
  expect(readdirSync(top)).toEqual(['share'])
})
