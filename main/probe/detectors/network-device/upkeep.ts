import type { NetworkDeviceEvent } from '../../../contract/event.ts'
import { deviceName, happenedAt, type Told } from './story.ts'

/** Local hours in which nobody should touch the settings of the UTM. */
const night = { from: 22, until: 6 }

/** Is it night at the office? `offsetMinutes`: how far local time is ahead of UTC. Pure. */
export const isNight = (ms: number, offsetMinutes: number): boolean => {
  const hour = new Date(ms + offsetMinutes * 60_000).getUTCHours()
  return hour >= night.from || hour < night.until
}

const daysLeft = (raw: string): number | null => {
  const m = /(\d{1,4}) days?\b/i.exec(raw)
  return m ? Number(m[1]) : null
}

/** What concerns the device itself: changed settings, its licence, trouble it reports. Pure. */
export const upkeepIn = (event: NetworkDeviceEvent, offsetMinutes: number): Told | null => {
  const device = deviceName(event)
  const facts = { user: event.user ?? '', from: event.src.address ?? '' }
  if (event.kind === 'config-change')
    return isNight(happenedAt(event), offsetMinutes)
      ? { kind: 'network-config-night', severity: 'check', about: device, facts }
      : { kind: 'network-config-changed', severity: 'notice', about: device, facts }
  if (event.reason === 'licence-expired')
    return { kind: 'network-licence', severity: 'check', about: device, facts }
  if (event.reason === 'licence-expiring') {
    const days = daysLeft(event.raw)
    return days !== null && days <= 30
      ? { kind: 'network-licence-soon', severity: 'notice', about: device, facts: { days } }
      : null
  }
  const { reason, severity } = event
  const trouble = reason === 'overload' || reason === 'failover' || reason === 'address-conflict'
  const alarm = severity !== null && severity <= 2 && reason !== 'recovered' && event.kind === 'device-health'
  return trouble || alarm
    ? { kind: 'network-trouble', severity: 'check', about: `${device}:${reason ?? 'alarm'}`, facts }
    : null
}
