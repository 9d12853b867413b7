/** One journald record as `journalctl -o json` prints it (systemd.journal-fields(7), Journal Export Formats). */
export type JournalRecord = {
  cursor: string | null
  at: number | null
  program: string | null
  message: string
}

const asText = (value: unknown): string | null => {
  if (typeof value === 'string') return value
  // Fields that are not UTF-8 come as an array of bytes; repeated fields as an array of values.
  if (Array.isArray(value)) {
    if (value.every((b) => typeof b === 'number')) return Buffer.from(value as number[]).toString('utf8')
    return asText(value[0])
  }
  return null
}

/** Reads one line. Null for a line that is not a JSON object. Never throws. Pure. */
export const readJournalRecord = (line: string): JournalRecord | null => {
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch {
    return null
  }
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return null
  const record = raw as Record<string, unknown>
  const micros = Number(
    asText(record._SOURCE_REALTIME_TIMESTAMP) ?? asText(record.__REALTIME_TIMESTAMP) ?? Number.NaN,
  )
  const at = Math.floor(micros / 1000)
  return {
    cursor: asText(record.__CURSOR),
    at: Number.isSafeInteger(at) && Math.abs(at) < 8.64e15 ? at : null,
    program: asText(record.SYSLOG_IDENTIFIER) ?? asText(record._COMM),
    message: asText(record.MESSAGE) ?? '',
  }
}
