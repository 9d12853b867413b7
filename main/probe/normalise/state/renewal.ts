import type { StateEvent } from '../../../contract/event.ts'

/** Without numbers of versions, ids and folders that a new version is put into. */
const withoutNumbers = (value: unknown): string =>
  JSON.stringify(value ?? null)
    .toLowerCase()
    .replace(/\{[0-9a-f-]{36}\}/g, '{}')
    .replace(/(?=[a-f]*\d)[0-9a-f]{6,}(?![a-z])|\d+(?:[._]\d+)*/g, '#')

const shapeOf = (subject: string, { commands, enabled, type }: Readonly<Record<string, unknown>>): string =>
  withoutNumbers([subject, commands, enabled, type])

/** Only of what names its program by a path: a file of its own is told by its contents. */
const fits = ({ details: { trust, signs, grave, sha256 } }: StateEvent): boolean =>
  trust === 'trusted' &&
  grave !== true &&
  sha256 === undefined &&
  (!Array.isArray(signs) || signs.length === 0)

/**
 * Did a program that its maker signed only put its next version in the place of the last one? Browsers and their updaters do so
 * every few days. Nothing but numbers differs. Pure.
 */
export const isRenewal = (event: StateEvent): boolean => {
  if (event.action !== 'changed' || !fits(event) || typeof event.details.before !== 'string') return false
  const before = JSON.parse(event.details.before) as Readonly<Record<string, unknown>>
  return shapeOf(event.subject, before) === shapeOf(event.subject, event.details)
}

/** Leaves out pairs of one that went and one that came, which are the same but for numbers (tasks with a version in their name). Pure. */
export const withoutRenewed = (events: readonly StateEvent[]): StateEvent[] => {
  const shapes = (action: StateEvent['action'], these: (e: StateEvent) => boolean) =>
    new Set(events.filter((e) => e.action === action && these(e)).map((e) => shapeOf(e.subject, e.details)))
  const came = shapes('added', fits)
  const went = shapes('removed', ({ details }) => details.sha256 === undefined)
  return events.filter((e) => {
    const shape = shapeOf(e.subject, e.details)
    const paired = came.has(shape) && went.has(shape)
    return !(paired && (e.action === 'removed' || (e.action === 'added' && fits(e))))
  })
}
