import enAlerts from '../../assets/texts/en/alerts.json' with { type: 'json' }
import enApp from '../../assets/texts/en/app.json' with { type: 'json' }
import enAttach from '../../assets/texts/en/attach.json' with { type: 'json' }
import enChanges from '../../assets/texts/en/changes.json' with { type: 'json' }
import enChecks from '../../assets/texts/en/checks.json' with { type: 'json' }
import enContract from '../../assets/texts/en/contract.json' with { type: 'json' }
import enDesk from '../../assets/texts/en/desk.json' with { type: 'json' }
import enHelp from '../../assets/texts/en/help.json' with { type: 'json' }
import enNetwork from '../../assets/texts/en/network.json' with { type: 'json' }
import enOfficial from '../../assets/texts/en/official.json' with { type: 'json' }
import enPapers from '../../assets/texts/en/papers.json' with { type: 'json' }
import enScreens from '../../assets/texts/en/screens.json' with { type: 'json' }
import enTechniques from '../../assets/texts/en/techniques.json' with { type: 'json' }
import jaAlerts from '../../assets/texts/ja/alerts.json' with { type: 'json' }
import jaApp from '../../assets/texts/ja/app.json' with { type: 'json' }
import jaAttach from '../../assets/texts/ja/attach.json' with { type: 'json' }
import jaChanges from '../../assets/texts/ja/changes.json' with { type: 'json' }
import jaChecks from '../../assets/texts/ja/checks.json' with { type: 'json' }
import jaContract from '../../assets/texts/ja/contract.json' with { type: 'json' }
import jaDesk from '../../assets/texts/ja/desk.json' with { type: 'json' }
import jaHelp from '../../assets/texts/ja/help.json' with { type: 'json' }
import jaNetwork from '../../assets/texts/ja/network.json' with { type: 'json' }
import jaOfficial from '../../assets/texts/ja/official.json' with { type: 'json' }
import jaPapers from '../../assets/texts/ja/papers.json' with { type: 'json' }
import jaScreens from '../../assets/texts/ja/screens.json' with { type: 'json' }
import jaTechniques from '../../assets/texts/ja/techniques.json' with { type: 'json' }
import easy from '../../assets/texts/ja-easy/texts.json' with { type: 'json' }
import { annotate } from './ruby.ts'
import type { Language } from './settings.ts'

const ja = {
  ...jaAlerts,
  ...jaApp,
  ...jaAttach,
  ...jaChanges,
  ...jaChecks,
  ...jaContract,
  ...jaDesk,
  ...jaHelp,
  ...jaNetwork,
  ...jaOfficial,
  ...jaPapers,
  ...jaScreens,
  ...jaTechniques,
}
const en = {
  ...enAlerts,
  ...enApp,
  ...enAttach,
  ...enChanges,
  ...enChecks,
  ...enContract,
  ...enDesk,
  ...enHelp,
  ...enNetwork,
  ...enOfficial,
  ...enPapers,
  ...enScreens,
  ...enTechniques,
}

type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string]
/** Every key of the Japanese catalogue, dotted: `alert.ransomware.title`. */
export type TextKey = Paths<typeof ja>

type Tree = { readonly [key: string]: string | Tree }
const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([k, v]) =>
    typeof v === 'string' ? [[prefix + k, v] as [string, string]] : flatten(v, `${prefix}${k}.`),
  )

/**
 * Messages by language. やさしい日本語 is flat (`key: message`), carries readings as `{漢字|かんじ}`, and takes the
 * Japanese message where it has none of its own.
 */
export const catalogue: Readonly<Record<Language, ReadonlyMap<string, string>>> = (() => {
  const japanese = flatten(ja)
  const easyTexts = Object.entries(easy as Record<string, string>).map(([k, v]): [string, string] => [
    k,
    annotate(v),
  ])
  return { ja: new Map(japanese), en: new Map(flatten(en)), 'ja-easy': new Map([...japanese, ...easyTexts]) }
})()
