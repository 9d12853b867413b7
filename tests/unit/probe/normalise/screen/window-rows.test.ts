import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMacWindows, readWindowsRows } from '../../../../../main/probe/normalise/screen/window-rows.ts'
import {
  macAnswer,
  macScreen,
  macWindow,
  styles,
  windowsAnswer,
  windowsRow,
} from '../../../../fakes/screen-answers.ts'

const second = { screenLeft: 1920, screenTop: -200, screenRight: 3840, screenBottom: 880 }
const onWindows = (row: object) => readWindowsRows(windowsAnswer([windowsRow(row)]))?.[0]?.fullScreen
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom })

describe('Windows', () => {
  test.each([
    ['maximised above the taskbar', { style: styles.maximised, ...box(-8, -8, 1928, 1048) }, false],
    ['maximised with the taskbar hidden', { style: styles.maximised, ...box(-8, -8, 1928, 1088) }, false],
    [
      'maximised on the second monitor, which has no taskbar',
      { style: styles.maximised, ...box(1912, -208, 3848, 888), ...second },
      false,
    ],
    [
      'maximised beside a taskbar at the left',
      { style: styles.maximised, ...box(54, -8, 1928, 1088) },
      false,
    ],
    ['an ordinary window', { style: styles.ordinary, ...box(100, 100, 1200, 900) }, false],
    ['F11', {}, true],
    ['F11 on the second monitor', { ...box(1920, -200, 3840, 880), ...second }, true],
    ['kiosk', { style: styles.popup }, true],
    [
      'F11 at 150 %, as a program that knows no scale is told',
      { ...box(0, 0, 1279, 719), screenRight: 1280, screenBottom: 720 },
      true,
    ],
    ['a picture in picture, without caption', { style: styles.popup, ...box(1500, 800, 1900, 1020) }, false],
    ['full screen, but minimised', { minimised: 1 }, false],
    ['full screen on another virtual desktop', { cloaked: 2 }, false],
  ])('%s', (_, row, filled) => expect(onWindows(row)).toBe(filled))

  test('the presentation of another program is none of ours, and a program that is gone neither', () => {
    const rows = [
      windowsRow({ name: 'POWERPNT' }),
      windowsRow({ name: 'msedgewebview2' }),
      windowsRow({ name: null }),
    ]
    expect(readWindowsRows(windowsAnswer(rows))).toEqual([])
  })

  test('no window is an answer; anything else is none', () => {
    expect(readWindowsRows(windowsAnswer([]))).toEqual([])
    for (const text of [
      '',
      '[]',
      'null',
      'スクリプトの実行が無効になっています',
      '{"schema":1,"windows":[null]}',
      windowsAnswer([windowsRow({ style: 'x' })]),
      windowsAnswer([windowsRow({ id: '1; calc' })]),
      windowsAnswer([windowsRow()]).slice(0, -8),
    ])
      expect(readWindowsRows(text)).toBeNull()
  })
})

const onMac = (window: object, screen: object = {}) => {
  const read = readMacWindows(macAnswer([macWindow(window)], [macScreen(screen)]))
  return read?.hidden ? null : read?.windows[0]?.fullScreen
}

describe('macOS', () => {
  const bare = { visible: { x: 0, y: 0, width: 1440, height: 900 } }
  const camera = { strip: 32, visible: { x: 0, y: 0, width: 1440, height: 867 } }
  test.each([
    ['zoomed between menu bar and Dock', { y: 25, height: 805 }, {}, false],
    ['full screen', {}, {}, true],
    ['full screen below the camera', { y: 32, height: 868 }, camera, true],
    ['zoomed below the camera, with the Dock hidden', { y: 33, height: 867 }, camera, false],
    ['as large as the screen, where bar and Dock hide: it cannot be told', {}, bare, null],
    ['ordinary, where bar and Dock hide', { y: 50, height: 700 }, bare, false],
    ['a menu over everything', { layer: 101 }, {}, undefined],
    ['a slide show of another program', { name: 'Keynote' }, {}, undefined],
  ])('%s', (_, window, screen, filled) => expect(onMac(window, screen)).toBe(filled))

  test('a window larger than the notebook, on the large monitor above it, is an ordinary one', () => {
    const above = macScreen({
      frame: { x: 0, y: 900, width: 2560, height: 1440 },
      visible: { x: 0, y: 900, width: 2560, height: 1415 },
    })
    const screens = [macScreen(), above]
    const ordinary = macWindow({ x: 300, y: -1300, width: 1600, height: 1000 })
    const filling = macWindow({ id: 78, x: 0, y: -1440, width: 2560, height: 1440 })
    const read = readMacWindows(macAnswer([ordinary, filling], screens))
    expect(read?.windows.map((w) => w.fullScreen)).toEqual([false, true])
  })
})

test('whatever a helper prints, reading it never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readWindowsRows(text)).toBeNull()
      expect(readMacWindows(text)).toBeNull()
    }),
  )
})
