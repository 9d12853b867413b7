import { files, filesHolding, type PersistenceRow } from './row.ts'

/** Places on Linux (systemd.unit(5), crontab(5), at(1), XDG autostart, ssh, PAM, udev, APT manuals). */
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
        '~/.local/share/systemd/user/*',
        '/etc/systemd/user/**',
        '/usr/lib/systemd/user/*',
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
  {
    row: 39,
    id: 'desktop-autostart',
    technique: 'T1547.013',
    readers: [
      files(
        '~/.config/autostart/*',
        '~/.config/autostart-scripts/*',
        '~/.config/plasma-workspace/env/*',
        '~/.config/plasma-workspace/shutdown/*',
        '/etc/xdg/autostart/*',
      ),
    ],
  },
  {
    row: 40,
    id: 'init-scripts',
    technique: 'T1037.004',
    readers: [files('/etc/rc.local', '/etc/init.d/*', '/etc/rc*.d/*')],
  },
  {
    row: 41,
    id: 'shell-profiles',
    technique: 'T1546.004',
    readers: [
      files(
        '~/.bashrc',
        '~/.bash_profile',
        '~/.bash_login',
        '~/.profile',
        '~/.bash_logout',
        '~/.zshrc',
        '~/.zprofile',
        '~/.zshenv',
        '~/.config/fish/config.fish',
        '/etc/profile',
        '/etc/bash.bashrc',
        '/etc/profile.d/*',
        '/etc/environment',
        '/etc/zsh/*',
      ),
    ],
  },
  {
    row: 42,
    id: 'ssh-keys',
    technique: 'T1098.004',
    grave: true,
    readers: [
      files(
        '~/.ssh/authorized_keys',
        '~/.ssh/authorized_keys2',
        '~/.ssh/rc',
        '/etc/ssh/sshd_config',
        '/etc/ssh/sshd_config.d/*',
        '/etc/ssh/sshrc',
      ),
    ],
  },
  {
    row: 43,
    id: 'preload',
    technique: 'T1574.006',
    grave: true,
    readers: [files('/etc/ld.so.preload', '/etc/ld.so.conf.d/*')],
  },
  {
    row: 44,
    id: 'system-hooks',
    technique: 'T1546.016',
    readers: [
      files(
        '/etc/udev/rules.d/*',
        '/usr/lib/udev/rules.d/*',
        '/etc/apt/apt.conf.d/*',
        '/etc/update-motd.d/*',
        '/etc/yum/pluginconf.d/*',
        '/usr/lib/python3/dist-packages/dnf-plugins/*',
      ),
    ],
  },
  {
    row: 45,
    id: 'pam-and-modules',
    technique: 'T1556.003',
    grave: true,
    readers: [
      files(
        '/etc/pam.d/*',
        '/etc/modules-load.d/*',
        '/usr/lib/modules-load.d/*',
        '/etc/modprobe.d/*',
        '/etc/security/*.conf',
      ),
    ],
  },
  {
    row: 45,
    id: 'kernel-modules',
    technique: 'T1547.006',
    // Loaded by the system itself whenever a device is plugged in: never grave by itself.
    readers: [{ kind: 'text', file: '/proc/modules', read: 'lines' }],
  },
  {
    row: 46,
    id: 'network-hooks',
    technique: 'T1546',
    readers: [
      files(
        '/etc/NetworkManager/dispatcher.d/**',
        '/etc/network/if-up.d/*',
        '/etc/network/if-pre-up.d/*',
        '/etc/dhcp/dhclient-exit-hooks.d/*',
        '/etc/ppp/ip-up.d/*',
        // Containers that systemd starts (podman-systemd.unit(5)).
        '/etc/containers/systemd/*',
        '~/.config/containers/systemd/*',
      ),
      // Containers that Docker starts again by itself; only root may look.
      filesHolding(
        /"RestartPolicy":\{"Name":"(?:always|unless-stopped)"/,
        '/var/lib/docker/containers/*/hostconfig.json',
      ),
    ],
  },
]
