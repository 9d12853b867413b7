/** A rectangle in screen coordinates (DIP), as Electron's `Rectangle`. */
export type Place = { x: number; y: number; width: number; height: number }

const overlap = (a: Place, b: Place): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))

/**
 * Where the window goes: the remembered place, moved wholly onto the display that shows most of it; in the middle of
 * the first display where nothing is remembered or its display is gone. `displays`: work areas, the primary first.
 * Pure.
 */
export const placeWindow = (
  remembered: Place | null,
  displays: readonly Place[],
  usual: Pick<Place, 'width' | 'height'>,
): Place => {
  const primary = displays[0] ?? { x: 0, y: 0, ...usual }
  const home = remembered
    ? displays.reduce((best, d) => (overlap(remembered, d) > overlap(remembered, best) ? d : best), primary)
    : primary
  const width = clamp(remembered?.width ?? usual.width, 1, home.width)
  const height = clamp(remembered?.height ?? usual.height, 1, home.height)
  const onIt = remembered !== null && overlap(remembered, home) > 0
  const middle = { x: home.x + (home.width - width) / 2, y: home.y + (home.height - height) / 2 }
  return {
    x: Math.round(clamp(onIt ? remembered.x : middle.x, home.x, home.x + home.width - width)),
    y: Math.round(clamp(onIt ? remembered.y : middle.y, home.y, home.y + home.height - height)),
    width,
    height,
  }
}
