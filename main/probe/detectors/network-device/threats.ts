import type { NetworkDeviceEvent } from '../../../contract/event.ts'
import type { Places } from './places.ts'
import type { Told } from './story.ts'

const target = ({ dst }: NetworkDeviceEvent): string => dst.name ?? dst.address ?? ''

const badContact = (event: NetworkDeviceEvent, places: Places): Told | null => {
  const { src, dst, action } = event
  const inside = places.isInside(src.address) ? src : null
  if (!inside) {
    // From a bad address towards us: stopped is everyday noise, let through is not.
    if (action === 'blocked' || !src.address) return null
    if (places.isInside(dst.address))
      return {
        kind: 'network-attack',
        severity: 'check',
        about: src.address,
        facts: { from: src.address, place: places.nameOf(dst), signature: event.signature ?? '' },
      }
    return null
  }
  const place = places.nameOf(inside)
  const facts = { place, to: target(event), signature: event.signature ?? '' }
  return action === 'blocked'
    ? { kind: 'network-bad-contact-blocked', severity: 'check', about: place, facts, technique: 'T1071' }
    : { kind: 'network-bad-contact', severity: 'urgent', about: place, facts, technique: 'T1071' }
}

const malware = (event: NetworkDeviceEvent, places: Places): Told | null => {
  const { src, dst, action } = event
  if (!src.address && !dst.address) return null
  const inside = [dst, src].find((end) => places.isInside(end.address)) ?? (dst.address ? dst : src)
  const place = places.nameOf(inside)
  const facts = { place, signature: event.signature ?? '' }
  if (action === 'blocked')
    return { kind: 'network-malware-blocked', severity: 'notice', about: place, facts }
  if (action === null) return { kind: 'network-malware-unknown', severity: 'check', about: place, facts }
  return { kind: 'network-malware-passed', severity: 'urgent', about: place, facts, technique: 'T1105' }
}

const intrusion = (event: NetworkDeviceEvent, places: Places): Told | null => {
  const { src, dst, action, severity, reason } = event
  const facts = { from: src.address ?? '', place: places.nameOf(dst), signature: event.signature ?? '' }
  const grave = severity === null || severity <= 2 || reason === 'spoofing'
  if (places.isInside(src.address)) {
    const place = places.nameOf(src)
    return {
      kind: 'network-attack-inside',
      severity: 'check',
      about: place,
      facts: { ...facts, place, to: target(event) },
    }
  }
  if (!src.address && !dst.address && (severity ?? 7) > 2) return null
  if (action === 'blocked')
    return grave ? { kind: 'network-attack-blocked', severity: 'notice', about: 'outside', facts } : null
  return grave || severity === 3
    ? {
        kind: 'network-attack',
        severity: 'check',
        about: src.address ?? 'unknown',
        facts,
        technique: 'T1190',
      }
    : null
}

/** Bad addresses, bad software and attacks in one line. Null: nothing to tell. Pure. */
export const threatIn = (event: NetworkDeviceEvent, places: Places): Told | null => {
  switch (event.kind) {
    case 'bad-site':
      return badContact(event, places)
    case 'malware':
      return malware(event, places)
    case 'intrusion':
      return intrusion(event, places)
    default:
      return null
  }
}
