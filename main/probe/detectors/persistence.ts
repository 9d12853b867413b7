import type { Facts, Finding } from '../../contract/alert.ts'
import type { StateEvent } from '../../contract/event.ts'
import { isRenewal, withoutRenewed } from '../normalise/state/renewal.ts'
import { isAttackSign } from '../normalise/state/suspicious-signs.ts'
import type { Detector } from './detector.ts'
import { entryName } from './entry-name.ts'

const minute = 60_000
/** Ordinary changes are told together once nothing more came for this long (ms), … */
const calm = 90_000
/** … but never later than this (ms). */
const latest = 10 * minute
const mostListed = 60

/**
 * How a new or changed autostart entry looks. A sign of attack counts whoever signed the program that bears it. What ordinary
 * software shows too is explained by a package or signature that vouches for what runs, or by a script that an installer
 * laid into Program Files. Where installers have no business only the first of these explains, and never a link. Pure.
 */
export const judgePersistence = (event: StateEvent): 'suspicious' | 'ordinary' => {
  const { signs, grave, trust, installed, target } = event.details
  if (event.action === 'removed') return 'ordinary'
  const shown = Array.isArray(signs) ? signs.map(String) : []
  if (shown.some(isAttackSign)) return 'suspicious'
  const trusted = trust === 'trusted'
  if (grave === true) return trusted && typeof target !== 'string' ? 'ordinary' : 'suspicious'
  const explained = trusted || (installed === true && !shown.includes('temp-place'))
  return shown.length > 0 && !explained ? 'suspicious' : 'ordinary'
}

/** Windows' switch for Remote Desktop: 0 lets people in (Microsoft Learn, `fDenyTSConnections`). */
const isRemoteDesktop = ({ subject }: StateEvent) => /\\fDenyTSConnections$/i.test(subject)
const letsIn = ({ action, details: { commands } }: StateEvent): boolean =>
  action !== 'removed' && Array.isArray(commands) && commands[0] === '0x0'

/** What starts this app when somebody signs in, as it writes it itself (`autostart.ts` of the desktop). */
const startsUs = ({ subject, details: { commands } }: StateEvent): boolean =>
  [subject, ...(Array.isArray(commands) ? commands.map(String) : [])].some((text) =>
    /[\\/]autostart[\\/]otasuke-tray\.desktop$|\botasuke[ -]tray(?:\.exe|\.appimage)?["']? --hidden/i.test(
      text,
    ),
  )

const evidenceOf = ({ action, subject, details, source, at }: StateEvent) => ({
  source,
  at,
  action,
  subject,
  ...details,
})

/** A card of its own for one change. */
const alone = (event: StateEvent, kind: string, severity: Finding['severity'], facts: Facts): Finding => ({
  kind,
  severity,
  key: `persistence:${kind}`,
  occurredAt: event.at,
  lastAt: event.at,
  facts,
  evidence: evidenceOf(event),
})

/**
 * Programs that made themselves start again. What bears a sign of attack, or lies where installers have no business, is
 * worth a look today, one story an entry; all else is gathered, so that an upgrade of fifty packages is one notice. A signed
 * program that only put its next version in its place is not told.
 */
export const createPersistenceDetector = (): Detector => {
  let gathered: StateEvent[] = []
  let count = 0
  let first = 0
  let last = 0
  let seen = 0
  const flush = (): Finding[] => {
    // Of more than are listed the pairs cannot be found.
    const listed = count > gathered.length ? gathered : withoutRenewed(gathered)
    const all = count - (gathered.length - listed.length)
    gathered = []
    count = 0
    const [oldest] = listed
    if (!oldest) return []
    const facts: Facts = { count: all, name: entryName(oldest) }
    const finding: Finding = {
      kind: 'autostart-changed',
      severity: 'notice',
      key: `autostart-changed:${oldest.at.slice(0, 10)}`,
      occurredAt: oldest.at,
      lastAt: listed.at(-1)?.at ?? oldest.at,
      facts,
      evidence: { source: oldest.source, changes: listed.map(evidenceOf) },
    }
    return [finding]
  }
  return {
    id: 'persistence',
    needs: ['state'],
    onEvent(event) {
      if (event.category !== 'state' || event.topic !== 'persistence') return []
      // A new administrator has a card of its own.
      if (typeof event.details.member === 'string') return []
      if (isRemoteDesktop(event))
        return letsIn(event) ? [alone(event, 'remote-desktop-on', 'check', { technique: 'T1021.001' })] : []
      if (event.action === 'removed' && startsUs(event))
        return [alone(event, 'watch-autostart', 'notice', { technique: 'T1562.001' })]
      if (judgePersistence(event) === 'ordinary') {
        if (isRenewal(event)) return []
        count += 1
        if (gathered.length < mostListed) gathered.push(event)
        return []
      }
      const { place, technique } = event.details
      return [
        {
          kind: 'autostart-suspicious',
          severity: 'check',
          key: `autostart:${event.subject}`,
          occurredAt: event.at,
          lastAt: event.at,
          facts: {
            name: entryName(event),
            place: String(place ?? ''),
            technique: String(technique ?? ''),
          },
          evidence: evidenceOf(event),
        },
      ]
    },
    // The gathering is timed by ticks, because caught-up events bear times long past.
    onTick(now) {
      if (count === 0) {
        first = 0
        return []
      }
      if (first === 0) {
        first = now
        last = now
        seen = count
      }
      if (count !== seen) {
        seen = count
        last = now
      }
      if (now - last < calm && now - first < latest) return []
      first = 0
      return flush()
    },
    wantsTick: () => count > 0,
  }
}
