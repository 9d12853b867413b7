import type { Alert } from './alert.ts'
import { cardOf } from './card.ts'
import type { Profile } from './profile.ts'
import type { HelpRequest } from './request.ts'
import type { Settings } from './settings.ts'
import type { HostInfo } from './state.ts'
import { localeOf, type Text } from './text.ts'

/** What another phone or a FAX needs when this PC is off the net. */
export type HandOver = {
  /** The desk's receipt number, else the first characters of the incident's id. */
  number: string
  /** Whose case it is: company and contract number, as far as known; '' where neither is. */
  customer: string
  title: string
  steps: string[]
  dont: string | null
  /** Name and number; only numbers that are known. */
  contacts: { name: string; phone: string }[]
  /** Name and content of each QR code; the content needs no server. */
  codes: { label: string; content: string }[]
}

export type HandOverFacts = {
  alert: Alert
  requests: readonly HelpRequest[]
  profile: Profile | null
  settings: Pick<Settings, 'contact' | 'phone' | 'company'>
  host: HostInfo
  timeZone?: string
}

/** A number as phones dial it: `tel:0612345678`. */
const dial = (phone: string): string => `tel:${phone.replace(/[^\d+#*]/g, '').replace('#', '%23')}`
// A code that holds much more is hard to read for an old phone.
const longest = 400

/** Puts together the hand-over. `text` gives words without readings. Pure. */
export const handOverOf = (facts: HandOverFacts, text: Text): HandOver => {
  const { alert, requests, profile, settings, host, timeZone } = facts
  const card = cardOf(alert, text)
  const receipt = requests.find((r) => r.alertId === alert.id)?.receipt
  const number = receipt ?? alert.id.slice(0, 8).toUpperCase()
  const time = new Intl.DateTimeFormat(localeOf(text.language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(new Date(alert.detectedAt))
  const contacts = [
    { name: profile?.service ?? '', phone: profile?.desk.phone ?? '' },
    { name: settings.contact || text('paper.inCharge'), phone: settings.phone },
    { name: text('paper.police'), phone: '#9110' },
  ].filter((c) => c.phone !== '')
  // The receipt is made here: where the desk has not heard of it yet, the contract tells whose case it is.
  const contract = profile?.contract.number ?? ''
  const customer = [settings.company, contract && text('handOver.contract', { number: contract })]
    .filter(Boolean)
    .join(' ')
  const story = [
    text('handOver.number', { number }),
    ...(customer ? [customer] : []),
    card.title,
    time,
    host.computer,
    ...card.steps.map((step, i) => `${i + 1}. ${step}`),
    ...contacts.map((c) => `${c.name} ${c.phone}`),
    ...(card.dont ? [`${text('card.dont')}: ${card.dont}`] : []),
  ].join('\n')
  return {
    number,
    customer,
    title: card.title,
    steps: card.steps,
    dont: card.dont,
    contacts,
    codes: [
      { label: text('handOver.caseCode'), content: story.slice(0, longest) },
      ...contacts.map((c) => ({
        label: text('handOver.callCode', { name: c.name, phone: c.phone }),
        content: dial(c.phone),
      })),
    ],
  }
}
