import type { Paper, PaperKind } from '../contract/paper.ts'
import type { Language } from '../contract/settings.ts'
import { createText, type Text } from '../contract/text.ts'
import { shorter } from '../papers/shorter.ts'
import type { Drawing } from '../ports/pdf.ts'

/** Words and pictures that a drawing needs besides the paper itself. */
export type DrawHelp = {
  text: Text
  /** The bytes of a photo of the record; null where they are gone or changed. */
  photo?: (number: number) => Buffer | null
}

/** A paper as it is drawn: unknown is printed 「不明」. Pure but for the photos. */
export const drawingsOf = (paper: Paper, { text, photo }: DrawHelp): Drawing[] => {
  const unknown = text('common.unknown')
  const picture = ({ number, label }: { number: number; label: string }): Drawing => {
    const bytes = photo?.(number) ?? null
    return bytes
      ? { type: 'image', file: bytes, box: 300, label }
      : { type: 'text', text: text('paper.photoGone', { name: label }) }
  }
  return [
    { type: 'title', text: paper.title },
    ...(paper.image ? [{ type: 'image' as const, file: paper.image }] : []),
    { type: 'text', text: paper.lead },
    ...paper.sections.flatMap((section): Drawing[] => [
      { type: 'heading', text: section.heading },
      ...(section.lines ?? []).map(
        (line, i): Drawing =>
          section.numbered ? { type: 'item', mark: `${i + 1}.`, text: line } : { type: 'text', text: line },
      ),
      ...(section.rows ?? []).map(
        ({ label, value }): Drawing => ({ type: 'row', label, value: value || unknown }),
      ),
      ...(section.table ?? []).map(
        ([label, value]): Drawing => ({ type: 'row', label: label || unknown, value }),
      ),
      ...(section.codes ? [{ type: 'codes' as const, codes: section.codes }] : []),
      ...(section.photos ?? []).map(picture),
    ]),
    { type: 'foot', text: paper.foot },
  ]
}

// Smaller type than this is no help to anybody who reads a FAX.
const smallest = 0.72

/** How a paper was drawn: `paper` is what really stands on it. */
export type Drawn = { paper: Paper; bytes: Buffer; pages: number }

/**
 * Draws a paper. One that promises one page is drawn smaller step by step, then its longest texts are cut and its oldest
 * entries left out (both say so on the paper), until it keeps the promise.
 */
export const drawPaper = async (paper: Paper, help: DrawHelp): Promise<Drawn> => {
  const substituteNote = help.text('paper.substituted')
  // Loaded only when a paper is drawn: an app that only watches need not hold it.
  const { drawPdf } = await import('../ports/pdf.ts')
  const draw = (p: Paper, scale: number) => drawPdf(p.title, drawingsOf(p, help), { scale, substituteNote })
  // The card on the wall is read from afar: it begins large.
  const first = paper.kind === 'emergency-card' ? 1.45 : 1
  let drawn = await draw(paper, first)
  if (!paper.onePage) return { ...drawn, paper }
  for (let scale = first - 0.09; drawn.pages > 1 && scale > smallest; scale -= 0.09)
    drawn = await draw(paper, scale)
  let made = paper
  for (let step = 1; drawn.pages > 1 && step <= 8; step++) {
    made = shorter(paper, step, help.text)
    drawn = await draw(made, smallest)
  }
  return { ...drawn, paper: made }
}

/** The wall's emergency card has readings over its kanji, whatever Japanese the page speaks. */
export const paperText = (kind: PaperKind, language: Language): Text =>
  kind === 'emergency-card' && language !== 'en'
    ? createText('ja-easy', { ruby: true })
    : createText(language)
