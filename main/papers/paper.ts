import type { PaperKind } from '../contract/paper.ts'

/** A paper before it is drawn: words in order, no layout. `''` as a value is printed as 「不明」. */
export type Paper = {
  kind: PaperKind
  title: string
  /** One sentence on what it is for. */
  lead: string
  sections: readonly Section[]
  /** Small print at the end: who made it, when, what it is not. */
  foot: string
  /** Promised to fit on one page. */
  onePage: boolean
  /** A PNG or JPEG file to stand under the title; absent or null: none. */
  image?: string | null
}

export type Section = {
  heading: string
  rows?: readonly (readonly [label: string, value: string])[]
  /** Sentences, numbered where `numbered`. */
  lines?: readonly string[]
  numbered?: boolean
  /** Columns: the time, the rest. */
  table?: readonly (readonly [string, string])[]
  /** QR codes with their names. */
  codes?: readonly { label: string; content: string }[]
}
