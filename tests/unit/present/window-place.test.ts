import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeWindow } from '../../../main/present/window-place.ts'

const usual = { width: 1000, height: 700 }
const left = { x: 0, y: 0, width: 1280, height: 720 }
const right = { x: 1280, y: 0, width: 1920, height: 1040 }

test('opens in the middle of the first display where nothing is remembered', () => {
  expect(placeWindow(null, [left, right], usual)).toEqual({ x: 140, y: 10, width: 1000, height: 700 })
})
test('comes back to the display it was on', () => {
  const there = { x: 1400, y: 100, width: 800, height: 600 }
  expect(placeWindow(there, [left, right], usual)).toEqual(there)
})
test('a window whose display is gone is shown in the middle of the first', () => {
  expect(placeWindow({ x: 1400, y: 100, width: 800, height: 600 }, [left], usual)).toEqual({
    x: 240,
    y: 60,
    width: 800,
    height: 600,
  })
})

const rectangle = fc.record({
  x: fc.integer({ min: -4000, max: 4000 }),
  y: fc.integer({ min: -4000, max: 4000 }),
  width: fc.integer({ min: 1, max: 5000 }),
  height: fc.integer({ min: 1, max: 5000 }),
})
test('always lies wholly on one of the displays', () => {
  fc.assert(
    fc.property(
      fc.option(rectangle),
      fc.array(rectangle, { minLength: 1, maxLength: 4 }),
      (remembered, displays) => {
        const p = placeWindow(remembered, displays, usual)
        const inside = displays.some(
          (d) =>
            p.x >= d.x && p.y >= d.y && p.x + p.width <= d.x + d.width && p.y + p.height <= d.y + d.height,
        )
        expect(inside).toBe(true)
      },
    ),
  )
})
