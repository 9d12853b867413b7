import type { Files, Tools } from './world.ts'

type Value = string | number | boolean | { date: string } | Value[] | { [key: string]: Value }
const xml = (value: Value): string => {
  if (typeof value === 'string') return `<string>${value}</string>`
  if (typeof value === 'number') return `<integer>${value}</integer>`
  if (typeof value === 'boolean') return `<${value}/>`
  if (Array.isArray(value)) return `<array>${value.map(xml).join('')}</array>`
  if (typeof value.date === 'string') return `<date>${value.date}</date>`
  const entries = Object.entries(value as Record<string, Value>)
  return `<dict>${entries.map(([k, v]) => `<key>${k}</key>${xml(v)}`).join('')}</dict>`
}

/** A property list as `defaults export`, `tmutil -X` and `diskutil -plist` print it (PropertyList-1.0.dtd). */
export const plist = (values: Record<string, Value>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">${xml(values)}</plist>\n`

/** `system_profiler SPAirPortDataType -json`, cut to what is read. */
export const wifiJson = (name: string | null, mode: string): string =>
  JSON.stringify({
    SPAirPortDataType: [
      {
        spairport_airport_interfaces: [
          {
            _name: 'en0',
            ...(name && {
              spairport_current_network_information: { _name: name, spairport_security_mode: mode },
            }),
          },
        ],
      },
    ],
  })

/** A Mac (macOS 26, user without administrator rights) in good order; formats after Apple's manual pages. */
export const goodMac: Tools = {
  sw_vers: '26.1\n',
  'defaults export /Library/Preferences/com.apple.SoftwareUpdate -': plist({
    AutomaticCheckEnabled: true,
    AutomaticDownload: 1,
    CriticalUpdateInstall: true,
    ConfigDataInstall: true,
    LastSuccessfulDate: { date: '2026-11-22T10:00:00Z' },
    RecommendedUpdates: [],
  }),
  'defaults export /Library/Preferences/com.apple.loginwindow -': plist({ GuestEnabled: false }),
  'defaults export /Library/Preferences/com.apple.TimeMachine -': plist({
    Destinations: [{ SnapshotDates: [{ date: '2026-11-20T01:00:00Z' }, { date: '2026-11-22T01:00:00Z' }] }],
  }),
  'defaults export /var/db/timed/com.apple.timed -': plist({ TMAutomaticTimeOnlyEnabled: true }),
  'defaults -currentHost export com.apple.screensaver -': plist({ idleTime: 600 }),
  'defaults export /Applications/Google Chrome.app/Contents/Info -': plist({
    CFBundleShortVersionString: '150.0.1',
  }),
  'defaults export /System/Applications/Passwords.app/Contents/Info -': plist({
    CFBundleShortVersionString: '2.1',
  }),
  'defaults export /Applications/TeamViewer.app/Contents/Info -': plist({
    CFBundleShortVersionString: '15.83',
  }),
  'tmutil destinationinfo -X': plist({ Destinations: [{ Kind: 'Local', Name: 'Backup', ID: 'A-1' }] }),
  'diskutil info -plist disk0': plist({ SMARTStatus: 'Verified' }),
  socketfilterfw: 'Firewall is enabled. (State = 1) \n',
  'fdesetup isactive': 'true\n',
  'fdesetup haspersonalrecoverykey': { code: 1, stderr: 'fdesetup: must be run as root' },
  'fdesetup hasinstitutionalrecoverykey': 'false\n',
  'spctl --status': 'assessments enabled\n',
  'pmset -g':
    'System-wide power settings:\nCurrently in use:\n standby              1\n displaysleep         10\n',
  nvram: '94b73556-2197-4702-82a8-3e1337dafbfb:AppleSecureBootPolicy\t%02\n',
  'dscl . -list /Users UniqueID':
    '_mbsetupuser            248\ndaemon                  1\nhanako                  1000\nnobody                  -2\nroot                    0\n',
  sysadminctl: { stderr: '2026-11-23 12:00:00.000 sysadminctl[512:4242] screenLock delay is immediate\n' },
  'id -G': '20 12 61 79 81 98\n',
  'launchctl print-disabled system':
    'disabled services = {\n\t"com.openssh.sshd" => disabled\n\t"com.apple.screensharing" => disabled\n\t"com.apple.smbd" => disabled\n}\n',
  system_profiler: wifiJson('office', 'spairport_security_mode_wpa3_transition'),
  'scutil --proxy': '<dictionary> {\n  FTPPassive : 1\n  HTTPEnable : 0\n}\n',
}

export const goodMacFiles: Files = {
  '/etc/resolv.conf': 'nameserver 192.168.1.1\n',
  '/Applications/Google Chrome.app/Contents/MacOS': null,
  '/System/Applications/Passwords.app/Contents/Info.plist': '',
  '/home/hanako/Library': null,
}
