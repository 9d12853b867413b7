import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import type { Alert } from '../contract/alert.ts'
import type { Handlers } from '../contract/api.ts'
import { type KeptAttachment, packLimit } from '../contract/attachment.ts'
import { Failure } from '../contract/failure.ts'
import type { HelpRequest } from '../contract/request.ts'
import type { Text } from '../contract/text.ts'
import type { EvidenceItem } from '../contract/tools.ts'
import { type EvidenceSources, evidenceParts } from './evidence-parts.ts'

export type EvidencePackOptions = EvidenceSources & {
  alertOf: (id: string) => Alert | null
  now: () => string
  newId: () => string
  text: () => Text
  /** Keeps the bytes to go with a request. */
  keep: (what: Pick<KeptAttachment, 'kind' | 'name'>, bytes: Uint8Array) => KeptAttachment
  /** Sends kept files: to the open request about this incident, or as a new consultation. */
  send: (alert: Alert, files: readonly KeptAttachment[], text: string) => HelpRequest
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

/** Listings that are remembered: what was read on the screen is what is packed, whatever has changed since. */
const remembered = 3

/**
 * The pack for the engineer: listed first, each part readable; packed or sent only with what the user chose of that very
 * listing. What holds names of people or files is marked and left out unless chosen.
 */
export const createEvidencePack = (
  options: EvidencePackOptions,
): Pick<Handlers, 'evidence.list' | 'evidence.pack' | 'evidence.send'> => {
  const { alertOf, now, newId, text, snapshot } = options
  const listings = new Map<string, { alert: Alert; items: EvidenceItem[]; collectedAt: string }>()
  const zipOf = (listing: string, names: readonly string[]) => {
    const listed = listings.get(listing)
    if (!listed) throw new Failure('not-found', 'this listing is not remembered any more')
    const { alert, items, collectedAt } = listed
    const chosen = items.filter((i) => names.includes(i.name))
    if (chosen.length === 0) throw new Failure('bad-input', 'nothing was chosen')
    const about = { alertId: alert.id, collectedAt, madeAt: now(), app: snapshot().host.version }
    const zip = zipEvidence(chosen, about)
    if (zip.length > packLimit)
      throw new Failure('bad-input', 'the pack would be larger than 10 MB: choose fewer parts')
    return { alert, zip, name: `evidence-${alert.id.slice(0, 8)}.zip`, count: chosen.length }
  }
  return {
    async 'evidence.list'({ alertId }) {
      const alert = alertOf(alertId)
      if (!alert) throw new Failure('not-found', 'no such alert')
      const collectedAt = now()
      const items = await evidenceParts(alert, options)
      const listing = newId()
      listings.set(listing, { alert, items, collectedAt })
      for (const old of [...listings.keys()].slice(0, -remembered)) listings.delete(old)
      return { listing, items }
    },
    'evidence.pack'({ listing, names }) {
      const { name, zip } = zipOf(listing, names)
      return { name, base64: zip.toString('base64') }
    },
    'evidence.send'({ listing, names }) {
      const { alert, zip, name, count } = zipOf(listing, names)
      const kept = options.keep({ kind: 'evidence', name }, zip)
      const { id, receipt } = options.send(alert, [kept], text()('evidence.sentText', { count }))
      return { requestId: id, receipt, size: zip.length }
    },
  }
}
