import { readFileSync } from 'node:fs'

// The scripts run before any library is installed, so they read the catalogue by themselves.
const locale =
  process.env.LC_ALL ||
  process.env.LC_MESSAGES ||
  process.env.LANG ||
  Intl.DateTimeFormat().resolvedOptions().locale
const language = /^en|^C$|^C\.|^POSIX/.test(locale) ? 'en' : 'ja'
const texts = JSON.parse(
  readFileSync(new URL(`../assets/texts/${language}/setup.json`, import.meta.url), 'utf8'),
).setup

/**
 * A sentence of `setup.json` in the terminal's language, with `{name}` filled in.
 * @param {string} key
 * @param {Record<string, string | number>} params
 */
export const say = (key, params = {}) =>
  (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(params[name] ?? ''))
