import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import type { RecordStore } from '../alerts/record-store.ts'
import type { Alert } from '../contract/alert.ts'
import type { Handlers } from '../contract/api.ts'
import { Failure } from '../contract/failure.ts'
import type { Snapshot } from '../contract/state.ts'
import type { EvidenceItem } from '../contract/tools.ts'

/** Largest pack: 10 MB. */
export const packLimit = 10 * 1024 * 1024

export type EvidencePackOptions = {
  snapshot: () => Snapshot
  alertOf: (id: string) => Alert | null
  record: RecordStore
  /** Running programs, autostart entries and connections at this moment, as far as they can be read; item name → JSON. */
  system: () => Promise<Record<string, unknown>>
  /** What was kept of the moment at which the incident was found; null where nothing was. */
  momentOf?: (alertId: string) => unknown
  now: () => string
}

const item = (name: string, personal: boolean, content: unknown): EvidenceItem => {
  const text = JSON.stringify(content, null, 2)
  return { name, personal, text, size: Buffer.byteLength(text) }
}

/** A ZIP with a manifest: name, size and SHA-256 of each part, so that the engineer can show that nothing was changed. */
export const zipEvidence = (items: readonly EvidenceItem[], about: Record<string, unknown>): Buffer => {
  const manifest = {
    ...about,
    items: items.map((i) => ({
      name: i.name,
      size: i.size,
      sha256: createHash('sha256').update(i.text).digest('hex'),
    })),
  }
  const files = Object.fromEntries(items.map((i) => [i.name, strToU8(i.text)]))
  return Buffer.from(zipSync({ 'manifest.json': strToU8(JSON.stringify(manifest, null, 2)), ...files }))
}

/**
 * The pack for the engineer: listed first, each part readable; packed only with what the user chose. What holds names
 * of people or files is marked and left out unless chosen.
 */
export const createEvidencePack = (
  options: EvidencePackOptions,
): Pick<Handlers, 'evidence.list' | 'evidence.pack'> => {
  const { snapshot, alertOf, record, system, now } = options
  const collect = async (alertId: string): Promise<EvidenceItem[]> => {
    const alert = alertOf(alertId)
    if (!alert) throw new Failure('not-found', 'no such alert')
    const { host, sources, checks, network } = snapshot()
    const { facts, evidence, ...outline } = alert
    const parts = await system()
    const moment = options.momentOf?.(alertId) ?? null
    return [
      item('alert.json', false, { ...outline, key: undefined }),
      item('alert-details.json', true, { key: alert.key, facts, evidence }),
      item('record.json', true, record.read(alertId)),
      item('versions.json', false, { app: host.version, platform: host.platform, host: host.kind }),
      item('watchers.json', false, sources),
      item(
        'checks.json',
        false,
        checks.map(({ id, answer, since }) => ({ id, answer, since })),
      ),
      ...(network ? [item('network-device.json', true, network)] : []),
      ...(moment === null ? [] : [item('moment.json', true, moment)]),
      ...Object.entries(parts).map(([name, content]) => item(`${name}.json`, true, content)),
    ]
  }
  return {
    'evidence.list': async ({ alertId }) => ({ items: await collect(alertId) }),
    async 'evidence.pack'({ alertId, names }) {
      const chosen = (await collect(alertId)).filter((i) => names.includes(i.name))
      const zip = zipEvidence(chosen, { alertId, madeAt: now(), app: snapshot().host.version })
      if (zip.length > packLimit)
        throw new Failure('bad-input', 'the pack would be larger than 10 MB: choose fewer parts')
      return { name: `evidence-${alertId.slice(0, 8)}.zip`, base64: zip.toString('base64') }
    },
  }
}
