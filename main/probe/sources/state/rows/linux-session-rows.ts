import { files, filesHolding, type PersistenceRow } from './row.ts'

/**
 * Places on Linux that start programs with a session, a shell or an event (XDG autostart, bash(1), zsh(1), fish(1),
 * Xsession(5), environment.d(5), ssh, PAM, udev, APT manuals).
 */
export const linuxSessionRows: readonly PersistenceRow[] = [
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
        '~/.bash_aliases',
        '~/.bashrc.d/*',
        '~/.zshrc',
        '~/.zprofile',
        '~/.zshenv',
        '~/.zlogin',
        '~/.zlogout',
        '~/.config/fish/config.fish',
        '~/.config/fish/conf.d/*',
        // Read when the desktop starts.
        '~/.xprofile',
        '~/.xsession',
        '~/.xsessionrc',
        '~/.xinitrc',
        '~/.pam_environment',
        '~/.config/environment.d/*',
        '/etc/environment.d/*',
        '/etc/X11/Xsession.d/*',
        '/etc/X11/xinit/xinitrc.d/*',
        '/etc/profile',
        '/etc/bash.bashrc',
        '/etc/bashrc',
        '/etc/profile.d/*',
        '/etc/environment',
        '/etc/zsh/*',
        '/etc/zshrc',
        '/etc/zprofile',
        '/etc/zshenv',
        '/etc/fish/config.fish',
        '/etc/fish/conf.d/*',
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
    readers: [files('/etc/ld.so.preload', '/etc/ld.so.conf', '/etc/ld.so.conf.d/*')],
  },
  {
    row: 44,
    id: 'system-hooks',
    technique: 'T1546.016',
    readers: [
      files(
        '/etc/udev/rules.d/*',
        '/usr/lib/udev/rules.d/*',
        '/run/udev/rules.d/*',
        '/etc/apt/apt.conf',
        '/etc/apt/apt.conf.d/*',
        '/etc/update-motd.d/*',
        '/etc/yum/pluginconf.d/*',
        '/usr/lib/python3/dist-packages/dnf-plugins/*',
        '/usr/lib/python3*/site-packages/dnf-plugins/*',
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
        '/usr/lib/NetworkManager/dispatcher.d/**',
        '/etc/networkd-dispatcher/**',
        '/etc/network/if-up.d/*',
        '/etc/network/if-pre-up.d/*',
        '/etc/network/if-down.d/*',
        '/etc/network/if-post-down.d/*',
        '/etc/dhcp/dhclient-enter-hooks.d/*',
        '/etc/dhcp/dhclient-exit-hooks.d/*',
        '/etc/ppp/ip-up.d/*',
        '/etc/ppp/ip-down.d/*',
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
