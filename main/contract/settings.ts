import { z } from 'zod'
import { sizeBandSchema } from './statistics.ts'

/** Languages of the catalogue: Japanese, English, やさしい日本語. */
export const languageSchema = z.enum(['ja', 'en', 'ja-easy'])
export type Language = z.infer<typeof languageSchema>

/** Listening to the office's UTM or router. Off until the profile or the user turns it on. */
export const utmSettingsSchema = z.object({
  enabled: z.boolean().default(false),
  protocol: z.enum(['udp', 'tcp', 'tls']).default('udp'),
  /** Unprivileged only, so that the app needs no administrator. */
  port: z.number().int().min(1024).max(65535).default(5514),
  /** Address of the LAN interface to listen on; loopback until chosen. */
  address: z.string().max(60).default('127.0.0.1'),
  /** Addresses or networks (`192.168.1.0/24`) that may send. Empty: nobody may. */
  senders: z.array(z.string().max(60)).max(50).default([]),
  /** PEM files for `tls`; without them it cannot listen. */
  certificateFile: z.string().max(1000).default(''),
  keyFile: z.string().max(1000).default(''),
  /** Files, or folders of files, that another program keeps such records in; followed besides or instead of listening. */
  paths: z.array(z.string().max(1000)).max(20).default([]),
  /** Names that people use for inside addresses: 経理の2番のPC. `address` may be a MAC address, which stays when DHCP moves the PC. */
  names: z
    .array(z.object({ address: z.string().max(60), name: z.string().max(60) }))
    .max(500)
    .default([]),
})
export type UtmSettings = z.infer<typeof utmSettingsSchema>

/** The user's few settings: one schema for `conf` (headless) and `electron-store` (desktop). */
export const settingsSchema = z.object({
  language: languageSchema.default('ja'),
  /** Text size in percent. */
  textSize: z.number().int().min(100).max(200).default(100),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Folders that the guard watches besides the user's document folders. */
  guardFolders: z.array(z.string()).max(50).default([]),
  /** May the guard pause a program that destroys documents? It asks at once whether it shall go on. Off until the user says so. */
  pauseWriters: z.boolean().default(false),
  /** Put hidden canary files into the document folders? Not into folders that are copied to the cloud, nor on shares. */
  guardCanaries: z.boolean().default(true),
  autostart: z.boolean().default(true),
  /** May alerts go to the provider's desk? `ask`: nothing goes until the user has answered. */
  shareAlerts: z.enum(['ask', 'yes', 'no']).default('ask'),
  /** May counts without names go to the desk? `ask`: nothing goes until the user has answered. */
  shareStatistics: z.enum(['ask', 'yes', 'no']).default('ask'),
  /** How many PCs the firm has, for those counts. */
  sizeBand: sizeBandSchema.default('unknown'),
  /** Hours (0–23, local time) between which only すぐ電話 may notify; equal = none. */
  quietFrom: z.number().int().min(0).max(23).default(20),
  quietUntil: z.number().int().min(0).max(23).default(7),
  /** From the contract card: makes this PC known to the provider's desk, and names the desk's key where it has no public certificate. */
  activationCode: z.string().max(100).default(''),
  firstRunDone: z.boolean().default(false),
  /** Pre-fills a request. Stays on this PC until a request is sent. */
  contact: z.string().max(100).default(''),
  phone: z.string().max(40).default(''),
  place: z.string().max(500).default(''),
  /** For papers: whose PC this is, and the bank's name and phone number. */
  company: z.string().max(200).default(''),
  bank: z.string().max(200).default(''),
  utm: utmSettingsSchema.default(utmSettingsSchema.parse({})),
})
export type Settings = z.infer<typeof settingsSchema>
export const defaultSettings: Settings = settingsSchema.parse({})
/** A change of some settings. Defaults are stripped, so that what is absent stays as it is. */
export const settingsPatchSchema = z.object(
  Object.fromEntries(Object.entries(settingsSchema.shape).map(([k, v]) => [k, v.unwrap().optional()])) as {
    [K in keyof typeof settingsSchema.shape]: z.ZodOptional<
      ReturnType<(typeof settingsSchema.shape)[K]['unwrap']>
    >
  },
)
export type SettingsPatch = z.infer<typeof settingsPatchSchema>
