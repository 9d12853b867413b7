import { type Check, good, mend, part, unknown, type Verdict } from '../check.ts'
import { type Backup, backups } from '../readers/backups.ts'

const judgeApart = (found: readonly Backup[]): Verdict => {
  const apart = found.find((b) => b.apart === true)
  if (apart) return good({ name: apart.by })
  const unsure = found.find((b) => b.apart === null)
  return unsure
    ? unknown('backup-place-unknown', { name: unsure.by })
    : mend(found.length > 0 ? 'same' : 'none')
}

/** Does one copy lie apart from this PC's own disk? */
export const backupApart: Check = {
  id: 'backup-apart',
  who: 'you',
  on: {
    win32: part({ link: 'ms-settings:backup', gather: backups, judge: judgeApart }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Time-Machine-Settings.extension',
      gather: backups,
      judge: judgeApart,
    }),
    linux: part({ gather: backups, judge: judgeApart }),
  },
}
