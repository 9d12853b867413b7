import { z } from 'zod'
import { contrast, leastContrast } from './profile-colour.ts'
import { utmSettingsSchema } from './settings.ts'

/** A fact of the contract that the provider has not stated: shown as 「記載なし」, never invented. */
const stated = <T extends z.ZodType>(schema: T) => schema.nullable().default(null)
const day = z.iso.date()
const yen = z.number().int().min(0)
const time = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/)

/** When the desk answers; for working out who calls by when. Local time of the office. */
export const openingSchema = z.object({
  /** 0 = Sunday … 6 = Saturday. */
  days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
  from: time,
  to: time,
  /** Closed on Japanese public holidays? */
  closedOnHolidays: z.boolean(),
  /** Other closed days, e.g. the turn of the year. */
  closed: z.array(day).max(100).default([]),
  /** Within how many hours of opening time the desk calls back. */
  callBackHours: z.number().positive().max(72),
})
export type Opening = z.infer<typeof openingSchema>

const priceSchema = z.object({
  /** For whom, in words: 商工会議所の会員. */
  for: z.string(),
  yen,
  taxIncluded: z.boolean(),
  per: z.enum(['office-month', 'pc-month']),
})

/**
 * The provider profile: one YAML file that makes one customer's app out of the common one.
 * Every fact may be missing (null); what is missing is shown as such.
 */
export const profileSchema = z.object({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Who provides the service, and what it is called. */
  operator: z.string().min(1),
  service: z.string().min(1),
  /** Colour of buttons and links, `#rrggbb`; dark enough to be read on the page's grounds. */
  colour: stated(
    z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'give it as #rrggbb')
      .refine((c) => contrast(c, '#ffffff') >= leastContrast, {
        message: `too light to be read: its contrast with white must be at least ${leastContrast}:1`,
        abort: true,
      }),
  ),
  /** Which way of watching the service sells; `combined` is both. */
  type: stated(z.enum(['network', 'endpoint', 'combined'])),
  /** Class of the service standard. */
  class: stated(z.union([z.literal(1), z.literal(2)])),
  /** Where and to whom it is offered, in words. */
  area: stated(z.string()),
  customers: stated(z.string()),
  desk: z
    .object({
      /** Address of the desk's protocol; null: phone only. */
      url: stated(z.url()),
      phone: stated(z.string().min(1)),
      email: stated(z.email()),
      /** Key (PEM, Ed25519) that signs what the desk gives out; a build with a key of its own uses that one. */
      signingKey: stated(z.string().max(1000)),
      /** In words, e.g. 平日 9時〜17時. */
      hours: stated(z.string()),
      opening: stated(openingSchema),
      /** The way out of hours, in words. */
      emergency: stated(z.string()),
      /** Is it one single window for every question? */
      single: stated(z.boolean()),
    })
    .prefault({}),
  watching: z
    .object({
      /** Hours a day. */
      hoursPerDay: stated(z.number().min(0).max(24)),
      /** What watches: UTM, EDR. */
      tools: stated(z.array(z.string()).min(1)),
      tells: stated(z.boolean()),
    })
    .prefault({}),
  prices: stated(z.array(priceSchema).min(1)),
  initialFeeYen: stated(yen),
  /** All of a year's fees stay below this, tax included. */
  yearlyBelowYen: stated(yen),
  /** Fewest PCs for which it can be bought. */
  minimumPcs: stated(z.number().int().min(1)),
  /** What the customer pays by himself, in words. */
  ownExpense: z.array(z.string()).default([]),
  /** Longest term that a customer must sign, in months. */
  minimumTermMonths: stated(z.number().int().min(0)),
  explanation: z.object({ written: stated(z.boolean()), toUser: stated(z.boolean()) }).prefault({}),
  dispatch: z
    .object({
      offered: stated(z.boolean()),
      /** What a visit costs, in words. */
      cost: stated(z.string()),
      visitsPerYear: stated(z.number().int().min(0)),
      /** Usual time until arrival, in words. */
      arrival: stated(z.string()),
      /** Who in the customer's company must agree, in words. */
      approver: stated(z.string()),
    })
    .prefault({}),
  insurance: z
    .object({
      offered: stated(z.boolean()),
      coversFirstResponse: stated(z.boolean()),
      insurer: stated(z.string()),
      /** What it covers, in words. */
      cover: stated(z.string()),
      limitYen: stated(yen),
      from: stated(day),
      until: stated(day),
    })
    .prefault({}),
  onePackage: stated(z.boolean()),
  experience: stated(z.string()),
  sharesStatistics: stated(z.boolean()),
  registration: z.object({ number: stated(z.string()), from: stated(day), until: stated(day) }).prefault({}),
  contract: z
    .object({
      number: stated(z.string()),
      /** This customer's plan, in words. */
      plan: stated(z.string()),
      from: stated(day),
      until: stated(day),
    })
    .prefault({}),
  /** File of the licensed mark beside the profile; only where IPA has licensed it to this provider. */
  markImage: stated(z.string()),
  /** Remote-control tools that the provider's own support uses: they stay quiet and are recorded. */
  supportTools: z.array(z.string()).default([]),
  /** Listening to the rented UTM, as this customer's app starts with; the user may change it. */
  utm: stated(utmSettingsSchema),
})
export type Profile = z.infer<typeof profileSchema>
