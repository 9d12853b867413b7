import type { FieldValue, LogEvent } from '../../contract/event.ts'

type AuditRecord = {
  serial: string
  at: number
  type: string
  node: string | undefined
  fields: Record<string, string>
}

const head = /^(?:node=(\S+) )?type=(\S+) msg=audit\((\d{1,12})\.(\d{3}):(\d+)\):\s*(.*)$/
const pair = /([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S*))/g
/** Fields that the kernel writes as hex when they hold a space or a sign (audit_log_untrustedstring in the kernel). */
const untrusted = /^(?:a\d+|proctitle|comm|exe|name|cwd|key|acct|cmd)$/

const fromHex = (text: string): string =>
  /^(?:[0-9A-F]{2})+$/.test(text)
    ? Buffer.from(text, 'hex').toString('utf8').replaceAll('\0', ' ').trim()
    : text

/** Reads one line of audit.log (Linux audit, "Audit Event Fields"). Null for anything else. Never throws. Pure. */
export const readAuditLine = (line: string): AuditRecord | null => {
  const m = head.exec(line)
  if (!m) return null
  const type = m[2] ?? ''
  const fields: Record<string, string> = Object.create(null)
  const body = (m[6] ?? '').replaceAll('\x1d', ' ')
  for (const [, name = '', double, single, bare = ''] of body.matchAll(pair)) {
    // User records hold a second list in quotes: msg='op=login acct="root" …'
    if (name === 'msg' && single !== undefined) {
      for (const [, inner = '', quoted, , plain = ''] of single.matchAll(pair))
        fields[inner] = quoted ?? fromHex(plain)
      continue
    }
    const isArgument = /^a\d+$/.test(name) && type !== 'EXECVE'
    const text =
      double ?? single ?? (untrusted.test(name) && !isArgument && bare.length > 3 ? fromHex(bare) : bare)
    fields[name] = text
  }
  return { serial: m[5] ?? '', at: Number(m[3]) * 1000 + Number(m[4]), type, node: m[1], fields }
}

const logEvent = (
  record: AuditRecord,
  source: string,
  category: string | null,
  fields: Record<string, FieldValue>,
): LogEvent => ({
  category: 'log',
  source,
  at: new Date(record.at).toISOString(),
  logsource: { product: 'linux', service: 'auditd', ...(category ? { category } : {}) },
  ...(record.node ? { host: record.node } : {}),
  fields,
  ...(category
    ? {}
    : {
        message: Object.entries(fields)
          .map(([k, v]) => `${k}=${String(v)}`)
          .join(' '),
      }),
})

/** Reads audit lines in order; a new process is put together from its SYSCALL, EXECVE and CWD records. */
export type AuditReader = { read: (line: string) => LogEvent[] | null }

/** Makes a reader. It holds the records of one serial number only. */
export const createAuditReader = (source: string): AuditReader => {
  let serial = ''
  let parts = new Map<string, AuditRecord>()
  return {
    read(line) {
      const record = readAuditLine(line)
      if (!record) return null
      if (record.serial !== serial) {
        serial = record.serial
        parts = new Map()
      }
      parts.set(record.type, record)
      const events = [logEvent(record, source, null, { type: record.type, ...record.fields })]
      const call = parts.get('SYSCALL')
      const exec = parts.get('EXECVE')
      if (call && exec && (record === call || record === exec)) {
        const count = Math.min(Number(exec.fields.argc) || 0, 1000)
        const words = Array.from({ length: count }, (_, i) => exec.fields[`a${i}`] ?? '')
        events.push(
          logEvent(call, source, 'process_creation', {
            Image: call.fields.exe ?? '',
            CommandLine: words.join(' '),
            User: call.fields.AUID ?? call.fields.auid ?? '',
            ProcessId: call.fields.pid ?? '',
            ParentProcessId: call.fields.ppid ?? '',
            LogonId: call.fields.ses ?? '',
          }),
        )
      }
      return events
    },
  }
}
