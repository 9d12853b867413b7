/** One record of macOS's unified log as `log stream|show --style ndjson` prints it (log(1)). */
export type MacLogRecord = {
  at: number | null
  program: string | null
  message: string
  traceId: string | null
}

/** Reads one line; null for the tool's own last line and for anything that is no record. Never throws. Pure. */
export const readMacLogRecord = (line: string): MacLogRecord | null => {
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch {
    return null
  }
  if (raw === null || typeof raw !== 'object') return null
  const { timestamp, processImagePath, eventMessage, traceID } = raw as Record<string, unknown>
  if (typeof eventMessage !== 'string') return null
  // `2026-11-23 08:05:09.123456+0900`: a space for the T and an offset without colon.
  const time =
    typeof timestamp === 'string' ? timestamp.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : ''
  const at = Date.parse(time)
  return {
    at: Number.isNaN(at) ? null : at,
    program: typeof processImagePath === 'string' ? (processImagePath.split('/').at(-1) ?? null) : null,
    message: eventMessage,
    traceId: typeof traceID === 'number' || typeof traceID === 'string' ? String(traceID) : null,
  }
}
