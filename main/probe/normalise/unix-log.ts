import type { FieldValue, LogEvent } from '../../contract/event.ts'

/** Which Sigma service a program's lines belong to (SigmaHQ log sources for Linux). */
const services: Readonly<Record<string, string>> = {
  sshd: 'sshd',
  'sshd-session': 'sshd',
  'sshd-auth': 'sshd',
  sudo: 'sudo',
  su: 'auth',
  login: 'auth',
  'systemd-logind': 'auth',
  useradd: 'auth',
  usermod: 'auth',
  groupadd: 'auth',
  passwd: 'auth',
  cron: 'cron',
  crond: 'cron',
  anacron: 'cron',
  crontab: 'cron',
  vsftpd: 'vsftpd',
  clamd: 'clamav',
  freshclam: 'clamav',
  guacd: 'guacamole',
}

// sudo(8) writes this in English whatever the language; the command is the last part and may hold anything.
const sudoCommand = /^\s*(\S+) : (?:.* ; )?PWD=(.*?) ; USER=(\S+) ;(?: .*?;)?? COMMAND=(.*)$/

/** A command run through sudo is a new process with all that rules for processes ask for. */
const sudoFields = (message: string): Record<string, FieldValue> | null => {
  const m = sudoCommand.exec(message)
  if (!m) return null
  const command = m[4] ?? ''
  return {
    CommandLine: command,
    Image: command.split(' ')[0] ?? '',
    CurrentDirectory: m[2] ?? '',
    User: m[3] ?? '',
    SubjectUserName: m[1] ?? '',
  }
}

export type UnixLine = {
  product: 'linux' | 'macos'
  /** ms since 1970 */
  at: number
  host?: string
  program: string | null
  message: string
}

/** One line of syslog, journald or macOS's log as a record for Sigma rules. Pure. */
export const readUnixLine = ({ product, at, host, program, message }: UnixLine, source: string): LogEvent => {
  // `sshd(pam_unix)`, `/USR/SBIN/CRON`: old spellings of the same programs.
  const name = (program ?? '').replace(/\(.*$/, '').replace(/^.*\//, '').toLowerCase()
  const command = name === 'sudo' ? sudoFields(message) : null
  return {
    category: 'log',
    source,
    at: new Date(at).toISOString(),
    logsource: {
      product,
      service: services[name] ?? 'syslog',
      ...(command ? { category: 'process_creation' } : {}),
    },
    ...(host ? { host } : {}),
    fields: { program: name, message, ...command },
    message: name ? `${program}: ${message}` : message,
  }
}
