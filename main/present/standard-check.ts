import type { Profile } from '../contract/profile.ts'

/** Caps of the service standard, class 1 (Table 1 of the press release): yen a month before tax, months. */
export const standardCaps = { networkYen: 10_000, endpointYen: 2_000, termMonths: 24 } as const
/** Consumption tax in Japan: 10 %. */
const tax = 1.1

/** One requirement of the standard and what the profile says of it. Texts: `standard.<id>`. */
export type Requirement = {
  id:
    | 'single-window'
    | 'watching'
    | 'dispatch'
    | 'simplicity'
    | 'price-cap'
    | 'one-pc'
    | 'term'
    | 'explanation'
    | 'insurance'
    | 'one-package'
    | 'experience'
    | 'sharing'
    | 'continuity'
    | 'renewal'
  answer: 'met' | 'not-met' | 'cannot-check'
  /** For people: which fact decided, as stated. Empty where none is stated. */
  fact: string
}

type Answer = Requirement['answer']
const yesNo = (stated: boolean | null): Answer =>
  stated === null ? 'cannot-check' : stated ? 'met' : 'not-met'
const all = (answers: readonly Answer[]): Answer =>
  answers.includes('not-met') ? 'not-met' : answers.includes('cannot-check') ? 'cannot-check' : 'met'

const capFor = (p: Profile, per: 'office-month' | 'pc-month'): number | null => {
  // Class 2 (from 2024-03) has a relaxed cap that is agreed case by case.
  if (p.class === 2) return null
  return per === 'pc-month' ? standardCaps.endpointYen : standardCaps.networkYen
}

const prices = (p: Profile): Requirement => {
  if (!p.prices) return { id: 'price-cap', answer: 'cannot-check', fact: '' }
  const answers = p.prices.map((price): Answer => {
    const cap = capFor(p, price.per)
    const beforeTax = price.taxIncluded ? Math.round(price.yen / tax) : price.yen
    return cap === null ? 'cannot-check' : beforeTax <= cap ? 'met' : 'not-met'
  })
  const fact = p.prices.map((x) => `${x.yen}${x.taxIncluded ? '' : '+'}/${x.per}`).join(', ')
  return { id: 'price-cap', answer: all(answers), fact }
}

// "From one PC": the standard asks it of services that watch PCs, and class 2 (from 2024-03) has rules of its own.
const onePc = ({ type, class: c, minimumPcs: least }: Profile): Requirement[] => {
  if (type === 'network') return []
  const known = type !== null && c !== 2 && least !== null
  return [
    {
      id: 'one-pc',
      answer: known ? yesNo(least <= 1) : 'cannot-check',
      fact: least === null ? '' : String(least),
    },
  ]
}

const watching = ({ watching: w }: Profile): Requirement => ({
  id: 'watching',
  answer: all([w.hoursPerDay === null ? 'cannot-check' : yesNo(w.hoursPerDay >= 24), yesNo(w.tells)]),
  fact: [...(w.tools ?? []), w.hoursPerDay === null ? '' : `${w.hoursPerDay} h`].filter(Boolean).join(', '),
})

const term = ({ minimumTermMonths: months }: Profile): Requirement => ({
  id: 'term',
  answer: months === null ? 'cannot-check' : yesNo(months <= standardCaps.termMonths),
  fact: months === null ? '' : String(months),
})

/**
 * Holds a profile against the requirements of the service standard's Table 1. What the profile does not state, and what
 * no profile can prove, is `cannot-check`: never met, never not met. Pure.
 */
export const checkStandard = (p: Profile): Requirement[] => [
  { id: 'single-window', answer: yesNo(p.desk.single), fact: p.desk.phone ?? p.desk.email ?? '' },
  watching(p),
  { id: 'dispatch', answer: yesNo(p.dispatch.offered), fact: p.dispatch.arrival ?? '' },
  { id: 'simplicity', answer: 'cannot-check', fact: '' },
  prices(p),
  ...onePc(p),
  term(p),
  { id: 'explanation', answer: all([yesNo(p.explanation.written), yesNo(p.explanation.toUser)]), fact: '' },
  {
    id: 'insurance',
    answer: all([yesNo(p.insurance.offered), yesNo(p.insurance.coversFirstResponse)]),
    fact: p.insurance.cover ?? '',
  },
  { id: 'one-package', answer: yesNo(p.onePackage), fact: '' },
  { id: 'experience', answer: 'cannot-check', fact: p.experience ?? '' },
  { id: 'sharing', answer: yesNo(p.sharesStatistics), fact: '' },
  { id: 'continuity', answer: 'cannot-check', fact: '' },
  renewal(p),
]

// The standard's registration is renewed every two years.
const renewal = ({ registration: r }: Profile): Requirement => {
  const fact = [r.from, r.until].filter(Boolean).join(' – ')
  if (!r.from || !r.until) return { id: 'renewal', answer: 'cannot-check', fact }
  const limit = new Date(r.from)
  limit.setUTCFullYear(limit.getUTCFullYear() + 2)
  return { id: 'renewal', answer: yesNo(Date.parse(r.until) <= limit.getTime()), fact }
}
