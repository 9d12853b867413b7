import type { Text } from './text.ts'

/** A title with the mark of an exercise before it, where it is one. Pure. */
export const withDrillMark = (drill: boolean | undefined, title: string, text: Text): string =>
  drill ? text('common.drill', { title }) : title
