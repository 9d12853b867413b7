import { z } from 'zod'

/** Languages of the catalogue: Japanese, English, やさしい日本語. */
export const languageSchema = z.enum(['ja', 'en', 'ja-easy'])
export type Language = z.infer<typeof languageSchema>

/** The user's few settings: one schema for `conf` (headless) and `electron-store` (desktop). */
export const settingsSchema = z.object({
  language: languageSchema.default('ja'),
  /** Text size in percent. */
  textSize: z.number().int().min(100).max(200).default(100),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Folders that the guard watches besides the user's document folders. */
  guardFolders: z.array(z.string()).max(50).default([]),
  autostart: z.boolean().default(true),
  /** May alerts go to the provider's desk? `ask`: nothing goes until the user has answered. */
  shareAlerts: z.enum(['ask', 'yes', 'no']).default('ask'),
  /** Hours (0–23, local time) between which only すぐ電話 may notify; equal = none. */
  quietFrom: z.number().int().min(0).max(23).default(20),
  quietUntil: z.number().int().min(0).max(23).default(7),
  firstRunDone: z.boolean().default(false),
  /** Pre-fills a request. Stays on this PC until a request is sent. */
  contact: z.string().max(100).default(''),
  phone: z.string().max(40).default(''),
  place: z.string().max(500).default(''),
})
export type Settings = z.infer<typeof settingsSchema>
export const defaultSettings: Settings = settingsSchema.parse({})
/** A change of some settings. Defaults are stripped, so that what is absent stays as it is. */
export const settingsPatchSchema = z.object(
  Object.fromEntries(
    Object.entries(settingsSchema.shape).map(([k, v]) => [k, v.unwrap().optional()]),
  ) as { [K in keyof typeof settingsSchema.shape]: z.ZodOptional<ReturnType<(typeof settingsSchema.shape)[K]['unwrap']>> },
)
export type SettingsPatch = z.infer<typeof settingsPatchSchema>
