/** How far back (ms) 「本物確認」 looks. */
export const genuineWindow = 3_600_000

/** Something that this app has told. */
export type ToldNotice = {
  /** The alert's id, or `request:…`, `morning`, `many`. */
  id: string
  title: string
  /** By the PC's clock, ms. */
  at: number
  /** The run of the app that told it, and its steady clock then, ms. */
  run: string
  steady: number
}

export type Moment = Pick<ToldNotice, 'at' | 'run' | 'steady'>

/**
 * Was it told within the last hour? Within one run the steady clock tells, whatever was done to the PC's clock; over a restart the
 * PC's clock does, and what then seems to lie ahead counts: the clock was set back. Pure.
 */
export const toldLately = (told: Moment, now: Moment): boolean =>
  (told.run === now.run ? now.steady - told.steady : now.at - told.at) <= genuineWindow
