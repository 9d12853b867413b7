import type { Alert } from '../../main/contract/alert.ts'
import { situationOfKind } from '../../main/contract/reported-severity.ts'

/** Whom to tell, in the order of the list shown: `help.tells.<id>`. */
export type Tell =
  | 'desk'
  | 'boss'
  | 'police'
  | 'bank'
  | 'card'
  | 'insurer'
  | 'partner'
  | 'mobile'
  | 'web'
  | 'privacy'

/** One trouble in the clerk's words: `situation.<id>.*`. `visit`: an engineer is the likelier help. `cut`: the net is cut first. */
export type Situation = { id: string; visit: boolean; cut?: true; tell: readonly Tell[] }

/** What really happens to small firms, most frequent first (figures of IPA's desk for companies, 2025). */
export const situations = [
  { id: 'fake-warning', visit: false, tell: ['desk', 'boss'] },
  { id: 'remote-control', visit: true, cut: true, tell: ['desk', 'bank', 'police', 'boss'] },
  { id: 'strange-login', visit: false, tell: ['desk', 'boss', 'privacy'] },
  { id: 'virus-found', visit: true, cut: true, tell: ['desk', 'boss', 'insurer'] },
  { id: 'files-locked', visit: true, cut: true, tell: ['desk', 'boss', 'police', 'insurer', 'privacy'] },
  { id: 'bad-talk', visit: true, tell: ['desk', 'boss'] },
  { id: 'phishing', visit: false, tell: ['desk', 'card', 'bank', 'boss'] },
  { id: 'fake-boss', visit: false, tell: ['bank', 'police', 'boss', 'desk'] },
  { id: 'voice-phishing', visit: false, tell: ['bank', 'police', 'boss', 'desk'] },
  { id: 'spam-from-us', visit: false, tell: ['desk', 'partner', 'boss'] },
  { id: 'protection-off', visit: false, tell: ['desk'] },
  { id: 'website-changed', visit: false, tell: ['web', 'desk', 'police', 'privacy'] },
  { id: 'lost', visit: false, tell: ['boss', 'mobile', 'police', 'privacy', 'desk'] },
  { id: 'mis-sent', visit: false, tell: ['boss', 'partner', 'privacy', 'desk'] },
] as const satisfies readonly Situation[]
export type SituationId = (typeof situations)[number]['id']

/** The situation of that name; null where there is none. */
export const situationOf = (id: string | null) => situations.find((s) => s.id === id) ?? null

/** Is the net cut first in this case? Of what the app found itself: in the urgent ones. */
export const cutsFirst = ({ kind, severity }: Alert): boolean => {
  const situation = situationOfKind(kind)
  return situation === null ? severity === 'urgent' : 'cut' in (situationOf(situation) ?? {})
}
