import { type RegistryValue, readRegistryOutput } from '../../normalise/state/registry-output.ts'
import type { StateEntry } from '../../normalise/state/state-diff.ts'
import { suspiciousSigns } from '../../normalise/state/suspicious-signs.ts'
import type { SourceContext } from '../source.ts'
import type { RegistryPlace } from './rows/row.ts'
import type { GroupRead } from './state-watch.ts'

/** `reg` gives 1 for a key that is not there and for one that may not be read alike: both mean nothing to see. */
const nothingThere = 1

const wanted = ({ values, under, except, data: like }: RegistryPlace, { name, key, data }: RegistryValue) =>
  (values?.includes(name.toLowerCase()) ?? true) &&
  (under === undefined || key.toLowerCase().endsWith(under.toLowerCase())) &&
  !(except?.test(key) ?? false) &&
  (like?.test(data) ?? true)

/** Reads one row's registry keys, one short `reg query` after the other. */
export const readRegistryPlaces = async (
  { run }: SourceContext,
  places: readonly RegistryPlace[],
): Promise<GroupRead> => {
  const entries: StateEntry[] = []
  for (const place of places) {
    const args = [
      'query',
      place.key,
      ...(place.deep ? ['/s'] : []),
      ...(place.value ? ['/v', place.value] : []),
    ]
    const { code, stdout, problem } = await run.run('reg', args, { encoding: 'cp932', timeout: 30_000 })
    if (problem === 'not-found') return { unread: { code: 'tool-missing', params: { tool: 'reg' } } }
    if (code !== 0 && code !== nothingThere)
      return { unread: { code: 'tool-failed', params: { tool: 'reg', detail: problem ?? `exit ${code}` } } }
    for (const value of readRegistryOutput(stdout)) {
      if (!wanted(place, value)) continue
      const { key, name, type, data } = value
      const path = `${key}\\${name}`
      entries.push({
        key: path,
        subject: path,
        details: { path, type, commands: [data.slice(0, 300)], signs: suspiciousSigns(data) },
      })
    }
  }
  return { entries }
}
