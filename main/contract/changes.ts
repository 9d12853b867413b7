import { catalogue } from './catalogue.ts'

/** What is new in one version of the app: messages `changes.versions.<name>.<item>`, in the order in which they are read. */
export type VersionChanges = { version: string; name: string; items: string[] }

const prefix = 'changes.versions.'
const numbers = (version: string) => version.split('.').map(Number)
const newer = (a: string, b: string) => {
  const [x, y] = [numbers(a), numbers(b)]
  return x.map((n, i) => n - (y[i] ?? 0)).find((d) => d !== 0) ?? 0
}

/**
 * What changed, newest version first, out of keys such as `changes.versions.0_1_0.watch`. The words come with the app: an
 * update tells its own news in the user's language, without a network. Pure.
 */
export const changesOf = (keys: Iterable<string>): VersionChanges[] => {
  const found = [...keys].filter((k) => k.startsWith(prefix)).map((k) => k.slice(prefix.length).split('.'))
  return [...Map.groupBy(found, ([name = '']) => name)]
    .map(([name, of]) => ({
      name,
      version: name.replaceAll('_', '.'),
      items: of.map(([, item = '']) => item),
    }))
    .sort((a, b) => newer(b.version, a.version))
}

/** What changed in this build and its forerunners. */
export const allChanges: readonly VersionChanges[] = changesOf(catalogue.ja.keys())
