import { z } from 'zod'

/** What became of the browser pages that filled the screen. */
export const closedScreenSchema = z.object({
  /** Windows that closed when asked. */
  closed: z.number().int(),
  /** Browsers that did not answer and were ended. */
  ended: z.number().int(),
  /** Windows that are still there. */
  left: z.number().int(),
  /** A fresh, empty browser window was opened. */
  reopened: z.boolean(),
  /** Why the screen could not be looked at; null when it could. */
  problem: z.enum(['tool-missing', 'tool-failed', 'no-screen', 'hidden']).nullable(),
  /** Kinds of browsers that run and could be ended instead (`browsers.end`); 0 where the screen could be looked at. */
  browsers: z.number().int(),
})
export type ClosedScreen = z.infer<typeof closedScreenSchema>

/** 「本物確認」: what this app itself has told within the last hour. */
export const genuineSchema = z.object({
  /** Ids of alerts, newest first. With `notices` empty too: a warning that is on the screen now is not ours. */
  alertIds: z.array(z.string()),
  /** What else this app has told, an answer of the desk for example; newest first. */
  notices: z.array(z.object({ id: z.string(), title: z.string(), at: z.string() })),
  /** The hour that was looked through: ISO 8601, UTC. */
  from: z.string(),
  until: z.string(),
})
export type Genuine = z.infer<typeof genuineSchema>
