import type { AuthenticationEvent } from '../../contract/event.ts'

/** What one line of an authentication service says. `times` > 1 where the logger folded equal lines. */
export type AuthMessage = Pick<AuthenticationEvent, 'outcome' | 'user' | 'from' | 'service'> & {
  times: number
}

// OpenSSH writes these in English whatever the system's language (auth.c, auth2.c, auth-pam.c). The account's name
// is chosen by the attacker and may hold anything, so it is matched greedily: the last " from " is the real one.
const failed =
  /^Failed (?!none |keyboard-interactive)\S+ for (?:invalid user )?(.*) from (\S+) port \d+(?: ssh2)?(?::.*)?$/
const failedPam = /^error: PAM: .* for (?:illegal user )?(.*) from (\S+?)(?: via \S+)?$/
const accepted = /^Accepted \S+ for (.*) from (\S+) port \d+(?: ssh2)?(?::.*)?$/
const repeated = /^message repeated (\d{1,6}) times: \[ ?(.*?)\]?$/
// Linux-PAM's pam_unix(8), for every other door: vsftpd, dovecot, su, sudo, xrdp, the login screen.
const pamFailure = /^pam_\w+\(([\w.-]+):auth\): authentication failure;(.*)$/
const pamSession = /^pam_unix\(([\w.-]+):session\): session opened for user ([^(\s]+)/
// macOS screen sharing (screensharingd).
const screenSharing = /^Authentication: (FAILED|SUCCEEDED) :: User Name: (.*?) :: Viewer Address: (\S+)/

/** Sessions that no person opens. */
const machineSessions = new Set(['cron', 'crond', 'systemd-user', 'runuser', 'runuser-l', 'atd'])

const field = (text: string, name: string): string | null => {
  const value = new RegExp(`(?:^| )${name}=(\\S*)`).exec(text)?.[1]
  return value ? value : null
}

/**
 * Reads the message part of a login record. `program` is the process that wrote it (`sshd`, `sudo`, …; null where
 * unknown). Null for every message that tells of no attempt to sign in. Never throws. Pure.
 */
export const readAuthMessage = (message: string, program: string | null): AuthMessage | null => {
  const fold = repeated.exec(message)
  if (fold) {
    const inner = readAuthMessage(fold[2] ?? '', program)
    return inner && { ...inner, times: Math.max(1, Number(fold[1])) }
  }
  if (program === null || program === 'sshd' || program === 'sshd-session' || program === 'sshd-auth') {
    const failure = failed.exec(message) ?? failedPam.exec(message)
    if (failure)
      return {
        outcome: 'failure',
        user: failure[1] || null,
        from: failure[2] ?? null,
        service: 'sshd',
        times: 1,
      }
    const success = accepted.exec(message)
    if (success)
      return {
        outcome: 'success',
        user: success[1] || null,
        from: success[2] ?? null,
        service: 'sshd',
        times: 1,
      }
  }
  const sharing = program === null || program === 'screensharingd' ? screenSharing.exec(message) : null
  if (sharing)
    return {
      outcome: sharing[1] === 'FAILED' ? 'failure' : 'success',
      user: sharing[2] || null,
      from: sharing[3] ?? null,
      service: 'screensharing',
      times: 1,
    }
  const pam = pamFailure.exec(message)
  // sshd says the same in its own words: counting both would double every attempt.
  if (pam && pam[1] !== 'sshd')
    return {
      outcome: 'failure',
      user: field(pam[2] ?? '', 'user'),
      from: field(pam[2] ?? '', 'rhost'),
      service: pam[1] ?? 'local',
      times: 1,
    }
  const session = pamSession.exec(message)
  if (session && session[1] !== 'sshd' && !machineSessions.has(session[1] ?? ''))
    return {
      outcome: 'success',
      user: session[2] ?? null,
      from: null,
      service: session[1] ?? 'local',
      times: 1,
    }
  return null
}
