import { type Check, daysSince, good, type Moment, mend, part, unknown, type Verdict } from '../check.ts'
import { type Backup, backups } from '../readers/backups.ts'

const longest = 7

const judgeBackups = (found: readonly Backup[], { now }: Moment): Verdict => {
  if (found.length === 0) return mend('none')
  const dated = found.filter((b) => b.at !== null)
  if (dated.length === 0) return unknown('backup-no-date', { name: found[0]!.by })
  const last = dated.reduce((a, b) => (b.at! > a.at! ? b : a))
  const facts = { days: daysSince(last.at!, now), name: last.by, at: new Date(last.at!).toISOString() }
  return facts.days <= longest ? good(facts) : mend('old', facts)
}

/** Was a copy made in the last week? */
export const backupRecent: Check = {
  id: 'backup-recent',
  who: 'you',
  renews: true,
  on: {
    win32: part({ link: 'ms-settings:backup', gather: backups, judge: judgeBackups }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Time-Machine-Settings.extension',
      gather: backups,
      judge: judgeBackups,
    }),
    linux: part({ gather: backups, judge: judgeBackups }),
  },
}
