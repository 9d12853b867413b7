import { firstValue } from './end-names.ts'
import type { Fields } from './fields.ts'
import { type LineTime, parseTime, type TimeContext, zoneMinutes } from './timestamp.ts'

const stampKeys =
  'eventtime timestamp utctime datetime devtime rt receivetime generatedtime generatedtimestamp attacktime audittime incidenttime detecttime start time t gmttime timecreated systemtime occurredat date logtime end'.split(
    ' ',
  )

/** The moment out of named values: `date` with `time` and zone, else the first value that is a time. Pure. */
export const timeIn = (fields: Fields, context: TimeContext): LineTime | null => {
  const epoch = fields.get('eventtime')
  if (epoch && /^\d{10,19}$/.test(epoch)) {
    const exact = parseTime(epoch, context)
    if (exact) return exact
  }
  const date = fields.get('date')
  const time = fields.get('time')
  if (date && time && date.length <= 12) {
    const zone = zoneMinutes(fields.get('tz') ?? fields.get('timezone')?.replace(/[()]|[A-Z][a-z].*$/g, ''))
    const at = parseTime(`${date} ${time}`, context)
    if (at)
      return zone !== null && at.zone === null
        ? { ms: at.ms + (context.offsetMinutes - zone) * 60_000, zone }
        : at
  }
  for (const key of stampKeys) {
    const value = firstValue(fields, [key])
    const at = value ? parseTime(value, context) : null
    if (at) return at
  }
  return null
}
