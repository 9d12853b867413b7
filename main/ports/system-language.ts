import type { Language } from '../contract/settings.ts'
import { languageOf } from '../contract/text.ts'

/**
 * The language of the signed-in user's system, for the first start: Japanese, else English. On Linux the
 * environment says it (`LC_ALL`, `LC_MESSAGES`, `LANG`); where nothing is set (`C`, `POSIX`, empty) the product's
 * own language, Japanese. Elsewhere what `Intl` took from the system.
 */
export const systemLanguage = (
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  intlLocale: string = Intl.DateTimeFormat().resolvedOptions().locale,
): Language => {
  if (platform === 'win32' || platform === 'darwin') return languageOf(intlLocale)
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^(C|POSIX)?(\.|$)/.test(locale) ? 'ja' : languageOf(locale)
}
