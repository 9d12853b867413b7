import type { Profile } from '../../main/contract/profile.ts'
import type { HelpRequest } from '../../main/contract/request.ts'
import type { Text, TextKey } from '../../main/contract/text.ts'
import { day, yen } from '../words/dates.ts'

/** One line of the contract: its name, and what is stated; null: the provider has not stated it. */
export type Fact = { label: TextKey; value: string | null }
/** Lines that belong together. */
export type FactGroup = { title: TextKey; facts: Fact[] }

type Words = { t: Text }

const yesNo = (value: boolean | null, { t }: Words) =>
  value === null ? null : t(value ? 'contract.yes' : 'contract.no')
const span = (from: string | null, until: string | null, { t }: Words) =>
  from || until
    ? t('contract.span', {
        from: from ? day(from, t.language) : t('common.unknown'),
        until: until ? day(until, t.language) : t('common.unknown'),
      })
    : null

const priceLine = (price: NonNullable<Profile['prices']>[number], { t }: Words): string =>
  t('contract.price', {
    for: price.for,
    yen: yen(price.yen, t.language),
    per: t(`contract.per.${price.per}`),
    tax: t(price.taxIncluded ? 'contract.taxIn' : 'contract.taxOut'),
  })

/** The first day of the year of the contract that `now` lies in; without a contract date the last twelve months. Pure. */
export const contractYearStart = (from: string | null, now: Date): Date => {
  const lastYear = new Date(now.getFullYear() - 1, now.getMonth(), now.getDate())
  if (!from) return lastYear
  const [, month = 1, day = 1] = from.split('-').map(Number)
  const start = new Date(now.getFullYear(), month - 1, day)
  return start <= now ? start : new Date(now.getFullYear() - 1, month - 1, day)
}

const visitsLine = (
  { dispatch, contract }: Profile,
  requests: readonly HelpRequest[],
  now: Date,
  t: Text,
): string | null => {
  const { visitsPerYear } = dispatch
  if (visitsPerYear === null) return null
  const since = contractYearStart(contract.from, now)
  const asked = requests.filter(
    (r) => r.kind === 'dispatch' && !r.drill && r.status !== 'cancelled' && new Date(r.createdAt) >= since,
  ).length
  return t('contract.visitsLeft', {
    left: Math.max(0, visitsPerYear - asked),
    count: visitsPerYear,
    asked,
  })
}

/** What a visit costs and brings: shown before anybody asks for one. Without a contract nothing is known. Pure. */
export const dispatchFacts = (
  profile: Profile | null,
  requests: readonly HelpRequest[],
  now: Date,
  t: Text,
): Fact[] => [
  { label: 'contract.visitCost', value: profile?.dispatch.cost ?? null },
  {
    label: 'contract.cover',
    value: profile?.insurance.cover ?? (profile?.insurance.offered === false ? t('contract.noCover') : null),
  },
  { label: 'contract.visits', value: profile && visitsLine(profile, requests, now, t) },
  { label: 'contract.arrival', value: profile?.dispatch.arrival ?? null },
  { label: 'contract.approver', value: profile?.dispatch.approver ?? null },
]

const visitFacts = ({ dispatch, insurance }: Profile, t: Text): Fact[] => [
  { label: 'contract.visitCost', value: dispatch.cost },
  { label: 'contract.cover', value: insurance.cover },
  {
    label: 'contract.visits',
    value:
      dispatch.visitsPerYear === null ? null : t('contract.visitsPerYear', { count: dispatch.visitsPerYear }),
  },
  { label: 'contract.arrival', value: dispatch.arrival },
  { label: 'contract.approver', value: dispatch.approver },
]

/** Everything that the profile states, in the order in which people ask. Pure. */
export const contractFacts = (profile: Profile, t: Text): FactGroup[] => {
  const { desk, insurance, registration, contract } = profile
  const list = (items: readonly string[] | null) =>
    items && items.length > 0 ? items.join(t('contract.and')) : null
  return [
    {
      title: 'contract.who',
      facts: [
        { label: 'contract.service', value: profile.service },
        { label: 'contract.operator', value: profile.operator },
        { label: 'contract.area', value: profile.area },
        { label: 'contract.customers', value: profile.customers },
        { label: 'contract.watching', value: list(profile.watching.tools) },
      ],
    },
    {
      title: 'contract.reach',
      facts: [
        { label: 'contract.phone', value: desk.phone },
        { label: 'contract.hours', value: desk.hours },
        { label: 'contract.emergency', value: desk.emergency },
        { label: 'contract.email', value: desk.email },
      ],
    },
    {
      title: 'contract.money',
      facts: [
        { label: 'contract.plan', value: contract.plan },
        { label: 'contract.prices', value: list(profile.prices?.map((p) => priceLine(p, { t })) ?? null) },
        {
          label: 'contract.initialFee',
          value: profile.initialFeeYen === null ? null : yen(profile.initialFeeYen, t.language),
        },
        {
          label: 'contract.yearlyBelow',
          value:
            profile.yearlyBelowYen === null
              ? null
              : t('contract.below', { yen: yen(profile.yearlyBelowYen, t.language) }),
        },
        { label: 'contract.ownExpense', value: list(profile.ownExpense) },
        {
          label: 'contract.term',
          value:
            profile.minimumTermMonths === null
              ? null
              : t('contract.months', { count: profile.minimumTermMonths }),
        },
      ],
    },
    { title: 'contract.visit', facts: visitFacts(profile, t) },
    {
      title: 'contract.insurance',
      facts: [
        { label: 'contract.insured', value: yesNo(insurance.offered, { t }) },
        { label: 'contract.insurer', value: insurance.insurer },
        {
          label: 'contract.limit',
          value: insurance.limitYen === null ? null : yen(insurance.limitYen, t.language),
        },
        { label: 'contract.insuredPeriod', value: span(insurance.from, insurance.until, { t }) },
      ],
    },
    {
      title: 'contract.papers',
      facts: [
        { label: 'contract.number', value: contract.number },
        { label: 'contract.period', value: span(contract.from, contract.until, { t }) },
        { label: 'contract.registration', value: registration.number },
        { label: 'contract.registered', value: span(registration.from, registration.until, { t }) },
      ],
    },
  ]
}
