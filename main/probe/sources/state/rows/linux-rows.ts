import { linuxSessionRows } from './linux-session-rows.ts'
import { files, type PersistenceRow } from './row.ts'

/** Places on Linux (systemd.unit(5), crontab(5), at(1) manuals). */
export const linuxRows: readonly PersistenceRow[] = [
  {
    row: 34,
    id: 'systemd-system',
    technique: 'T1543.002',
    readers: [
      files(
        '/etc/systemd/system/**',
        '/usr/lib/systemd/system/*',
        '/usr/local/lib/systemd/system/*',
        '/run/systemd/system/*.service',
        '/etc/systemd/system.control/**',
        // Drop-ins: a few lines that change a unit which itself stays as it was.
        '/usr/lib/systemd/system/*.d/*.conf',
        '/usr/local/lib/systemd/system/*.d/*.conf',
        '/run/systemd/system/*.d/*.conf',
        '/usr/lib/systemd/system-sleep/*',
        '/usr/lib/systemd/system-shutdown/*',
        '/etc/systemd/system-generators/*',
        '/usr/lib/systemd/system-generators/*',
        '/usr/local/lib/systemd/system-generators/*',
      ),
    ],
  },
  {
    row: 35,
    id: 'systemd-user',
    technique: 'T1543.002',
    readers: [
      files(
        '~/.config/systemd/user/**',
        '~/.config/systemd/user.control/**',
        '~/.local/share/systemd/user/**',
        '/etc/systemd/user/**',
        '/usr/lib/systemd/user/*',
        '/usr/lib/systemd/user/*.d/*.conf',
        '/usr/local/lib/systemd/user/*',
        '/usr/local/share/systemd/user/*',
        '/usr/share/systemd/user/*',
        '/etc/systemd/user-generators/*',
        '/usr/lib/systemd/user-generators/*',
        '/etc/systemd/user-environment-generators/*',
        '/usr/lib/systemd/user-environment-generators/*',
        // What the session bus starts when a program asks for it by name (dbus-daemon(1)).
        '~/.local/share/dbus-1/services/*',
      ),
    ],
  },
  {
    row: 36,
    id: 'systemd-timers',
    technique: 'T1053.006',
    readers: [
      files(
        '/etc/systemd/system/*.timer',
        '/usr/lib/systemd/system/*.timer',
        '~/.config/systemd/user/*.timer',
        '/run/systemd/transient/*.timer',
        '/run/systemd/transient/*.service',
      ),
    ],
  },
  {
    row: 37,
    id: 'cron',
    technique: 'T1053.003',
    readers: [
      files(
        '/etc/crontab',
        '/etc/anacrontab',
        '/etc/cron.d/*',
        '/etc/cron.hourly/*',
        '/etc/cron.daily/*',
        '/etc/cron.weekly/*',
        '/etc/cron.monthly/*',
      ),
      {
        kind: 'tool',
        file: 'crontab',
        args: ['-l'],
        read: 'crontab',
        empty: [1],
        optional: true,
        // Where Debian, Red Hat and SUSE keep them: the folders may be looked at from outside only.
        changedWith: [
          '/var/spool/cron',
          '/var/spool/cron/$USER',
          '/var/spool/cron/crontabs',
          '/var/spool/cron/crontabs/$USER',
          '/var/spool/cron/tabs',
          '/var/spool/cron/tabs/$USER',
        ],
      },
    ],
  },
  {
    row: 38,
    id: 'at-jobs',
    technique: 'T1053.002',
    readers: [
      {
        kind: 'tool',
        file: 'atq',
        args: [],
        read: 'lines',
        optional: true,
        changedWith: ['/var/spool/cron/atjobs', '/var/spool/at', '/var/spool/atjobs'],
      },
    ],
  },
  ...linuxSessionRows,
]
