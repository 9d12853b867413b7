/** A black box over a picture, in the picture's own pixels. */
export type Box = { id: number; x: number; y: number; width: number; height: number }
export type Size = { width: number; height: number }

/** Everything blacked out so far, and how it was before each step. */
export type Boxes = {
  boxes: readonly Box[]
  past: readonly (readonly Box[])[]
  nextId: number
}
export const noBoxes: Boxes = { boxes: [], past: [], nextId: 1 }

/** A box that is smaller than this would not be seen, nor hit again. */
export const smallest = 8

const clamp = (n: number, low: number, high: number): number => Math.min(Math.max(n, low), high)

/** The box moved and shrunk so that it lies inside the picture and can be hit. */
export const inside = (box: Box, size: Size): Box => {
  const width = clamp(Math.round(box.width), Math.min(smallest, size.width), size.width)
  const height = clamp(Math.round(box.height), Math.min(smallest, size.height), size.height)
  return {
    id: box.id,
    x: clamp(Math.round(box.x), 0, size.width - width),
    y: clamp(Math.round(box.y), 0, size.height - height),
    width,
    height,
  }
}

/** The box between two corners, whichever way it was drawn. */
export const between = (
  id: number,
  a: { x: number; y: number },
  b: { x: number; y: number },
  size: Size,
): Box => {
  const left = clamp(Math.min(a.x, b.x), 0, size.width)
  const top = clamp(Math.min(a.y, b.y), 0, size.height)
  return inside(
    {
      id,
      x: left,
      y: top,
      width: clamp(Math.max(a.x, b.x), 0, size.width) - left,
      height: clamp(Math.max(a.y, b.y), 0, size.height) - top,
    },
    size,
  )
}

/** Adds a box; it can be undone. */
export const addBox = (state: Boxes, box: Omit<Box, 'id'>, size: Size): Boxes => ({
  boxes: [...state.boxes, inside({ ...box, id: state.nextId }, size)],
  past: [...state.past, state.boxes],
  nextId: state.nextId + 1,
})

/** A box in the middle, for those who draw with keys. */
export const middleBox = (size: Size): Omit<Box, 'id'> => ({
  x: size.width * 0.35,
  y: size.height * 0.4,
  width: size.width * 0.3,
  height: size.height * 0.2,
})

/** Moves or resizes a box; `step`: a step of its own that can be undone, else part of the one before. */
export const changeBox = (state: Boxes, box: Box, size: Size, step: boolean): Boxes => ({
  ...state,
  boxes: state.boxes.map((b) => (b.id === box.id ? inside(box, size) : b)),
  past: step ? [...state.past, state.boxes] : state.past,
})

/** Takes a box away; it can be undone. */
export const removeBox = (state: Boxes, id: number): Boxes => ({
  ...state,
  boxes: state.boxes.filter((b) => b.id !== id),
  past: [...state.past, state.boxes],
})

/** One step back. */
export const undo = (state: Boxes): Boxes =>
  state.past.length === 0
    ? state
    : { ...state, boxes: state.past.at(-1) ?? [], past: state.past.slice(0, -1) }

/** What an arrow key does to a box: moves it, with Shift changes its size; null for any other key. */
export const keyedBox = (box: Box, key: string, shift: boolean, size: Size): Box | null => {
  const by = Math.max(4, Math.round(Math.max(size.width, size.height) / 50))
  const [dx, dy] =
    key === 'ArrowLeft'
      ? [-by, 0]
      : key === 'ArrowRight'
        ? [by, 0]
        : key === 'ArrowUp'
          ? [0, -by]
          : key === 'ArrowDown'
            ? [0, by]
            : [0, 0]
  if (dx === 0 && dy === 0) return null
  return shift
    ? { ...box, width: box.width + dx, height: box.height + dy }
    : { ...box, x: box.x + dx, y: box.y + dy }
}
