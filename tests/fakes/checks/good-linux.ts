import type { Files, Tools } from './world.ts'

/** `/proc/net/tcp` with one listener (proc(5)); `0016` is port 22, `170C` 5900. */
export const tcp = (local: string): string =>
  `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: ${local} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1\n`

/** `lsblk -J` with the root file system on a partition, inside an encrypted container or not. */
export const disks = (type: 'crypt' | 'part'): Tools => ({
  lsblk: JSON.stringify({
    blockdevices: [
      {
        name: 'nvme0n1',
        type: 'disk',
        mountpoints: [null],
        children: [
          { name: 'nvme0n1p1', type: 'part', mountpoints: ['/boot/efi'] },
          {
            name: 'nvme0n1p3',
            type: 'part',
            mountpoints: [null],
            children: [
              {
                name: 'root',
                type,
                mountpoints: [null],
                children: [{ name: 'vg-root', type: 'lvm', mountpoints: ['/'] }],
              },
            ],
          },
        ],
      },
    ],
  }),
})

/** UDisks2's GetManagedObjects as `busctl -j` prints it, with one ATA disk. */
export const health = (failing: boolean): Tools => ({
  busctl: JSON.stringify({
    type: 'a{oa{sa{sv}}}',
    data: [
      {
        '/org/freedesktop/UDisks2/drives/KIOXIA_1': {
          'org.freedesktop.UDisks2.Drive': { Model: { type: 's', data: 'KIOXIA' } },
          'org.freedesktop.UDisks2.Drive.Ata': { SmartFailing: { type: 'b', data: failing } },
        },
      },
    ],
  }),
})

/** Programs of a Debian 12 with GNOME in good order; formats after their manual pages. */
export const goodLinux: Tools = {
  'apt-config dump':
    'APT "";\nAPT::Periodic "";\nAPT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n',
  apt: 'Listing...\n',
  'systemctl --version': 'systemd 252\n',
  'systemctl is-active --quiet firewalld.service': { code: 4 },
  'systemctl is-active --quiet auditd.service': '',
  'gsettings get org.gnome.DejaDup last-backup': "'2026-11-22T03:00:00.000Z'\n",
  'gsettings get org.gnome.DejaDup backend': "'drive'\n",
  'gsettings get org.gnome.desktop.session idle-delay': 'uint32 300\n',
  'gsettings get org.gnome.desktop.screensaver lock-delay': 'uint32 0\n',
  'gsettings get org.gnome.desktop.screensaver lock-enabled': 'true\n',
  'gsettings get org.gnome.system.proxy mode': "'none'\n",
  timedatectl: 'yes\n',
  ...disks('crypt'),
  ...health(false),
}

export const goodLinuxFiles: Files = {
  '/etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n',
  '/usr/bin/unattended-upgrade': '',
  '/etc/systemd/system/timers.target.wants/apt-daily-upgrade.timer': '',
  '/etc/systemd/system/multi-user.target.wants/ufw.service': '',
  '/etc/systemd/system/display-manager.service': '',
  '/etc/ufw/ufw.conf': '# Set to yes to start on boot.\nENABLED=yes\nLOGLEVEL=low\n',
  '/etc/resolv.conf': 'nameserver 192.168.1.1\n',
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nhanako:x:1000:1000::/home/hanako:/bin/bash\n',
  '/var/log/lastlog': Buffer.alloc(292),
  '/var/log/journal': null,
  '/var/lib/apt/periodic/update-success-stamp': { text: '', days: 1 },
  '/var/lib/dpkg/status': { text: '', days: 3 },
  '/proc/net/tcp': tcp('0100007F:0277'),
  '/proc/sys/kernel/osrelease': '6.1.0-1-amd64\n',
  '/boot/vmlinuz-6.1.0-1-amd64': { text: '', days: 10 },
  '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c': Buffer.from([6, 0, 0, 0, 1]),
  '/sys/class/firmware-attributes/thinklmi/authentication/Admin/is_enabled': '1\n',
  '/usr/lib/firefox-esr/firefox-esr': { text: '', days: 20 },
  '/usr/share/applications/org.keepassxc.KeePassXC.desktop': '',
  '/home/hanako/.ssh/known_hosts': '',
}
