import { files, names, type PersistenceRow, registry } from './row.ts'
import { both, control, version } from './windows-keys.ts'

// As the list of installed programs shows them.
const remoteToolNames =
  /anydesk|teamviewer|ultraviewer|rustdesk|remote desktop host|splashtop|logmein|screenconnect|connectwise control|gotoassist|supremo|aeroadmin|ammyy|dwservice|remotepc|zoho assist|isl (?:light|alwayson)|\bvnc\b|meshagent|mesh agent|atera/i

/** Places on Windows that programs read when somebody uses them: PowerShell, Office, browsers, remote control. */
export const windowsProgramRows: readonly PersistenceRow[] = [
  {
    row: 17,
    id: 'powershell-profiles',
    technique: 'T1546.013',
    readers: [
      files(
        '~\\Documents\\WindowsPowerShell\\*profile.ps1',
        '~\\Documents\\PowerShell\\*profile.ps1',
        // Documents that OneDrive keeps, under whatever name: ドキュメント.
        '%OneDrive%\\*\\WindowsPowerShell\\*profile.ps1',
        '%OneDrive%\\*\\PowerShell\\*profile.ps1',
        '%SystemRoot%\\System32\\WindowsPowerShell\\v1.0\\*profile.ps1',
        '%SystemRoot%\\SysWOW64\\WindowsPowerShell\\v1.0\\*profile.ps1',
        '%ProgramFiles%\\PowerShell\\7\\*profile.ps1',
      ),
    ],
  },
  {
    row: 18,
    id: 'screen-saver-and-access',
    technique: 'T1546.008',
    grave: true,
    readers: [
      registry({ key: 'HKCU\\Control Panel\\Desktop', values: ['scrnsave.exe'] }),
      files(
        ...['sethc', 'utilman', 'osk', 'narrator', 'magnify', 'displayswitch', 'atbroker'].map(
          (n) => `%SystemRoot%\\System32\\${n}.exe`,
        ),
      ),
    ],
  },
  {
    row: 19,
    id: 'office-addins',
    technique: 'T1137',
    readers: [
      registry(
        ...['Word', 'Excel', 'PowerPoint', 'Outlook'].flatMap((app) =>
          both(`Software\\Microsoft\\Office\\${app}\\Addins`).map((key) => ({
            key,
            deep: true,
            value: 'LoadBehavior',
          })),
        ),
      ),
      files(
        '%APPDATA%\\Microsoft\\Excel\\XLSTART\\*',
        '%APPDATA%\\Microsoft\\Word\\STARTUP\\*',
        '%APPDATA%\\Microsoft\\Outlook\\VbaProject.OTM',
      ),
    ],
  },
  {
    row: 20,
    id: 'browser-extensions',
    technique: 'T1176',
    readers: [
      names(
        '%LOCALAPPDATA%\\Google\\Chrome\\User Data\\*\\Extensions\\*',
        '%LOCALAPPDATA%\\Microsoft\\Edge\\User Data\\*\\Extensions\\*',
        '%APPDATA%\\Mozilla\\Firefox\\Profiles\\*\\extensions\\*',
      ),
      registry(
        ...['Google\\Chrome', 'Microsoft\\Edge', 'Mozilla'].flatMap((maker) =>
          both(`Software\\${maker}\\NativeMessagingHosts`).map((key) => ({ key, deep: true })),
        ),
        ...both('Software\\Policies\\Google\\Chrome\\ExtensionInstallForcelist'),
        ...both('Software\\Policies\\Microsoft\\Edge\\ExtensionInstallForcelist'),
      ),
    ],
  },
  {
    row: 21,
    id: 'bits-and-netsh',
    technique: 'T1197',
    readers: [
      { kind: 'tool', file: 'bitsadmin', args: ['/rawreturn', '/list'], read: 'guids' },
      registry('HKLM\\SOFTWARE\\Microsoft\\NetSh'),
    ],
  },
  {
    row: 22,
    id: 'admins-and-remote-access',
    technique: 'T1136',
    grave: true,
    readers: [
      { kind: 'tool', file: 'net', args: ['localgroup', 'Administrators'], read: 'members' },
      registry({ key: `${control}\\Control\\Terminal Server`, values: ['fdenytsconnections'] }),
    ],
  },
  {
    row: 22,
    id: 'remote-tools-installed',
    technique: 'T1219',
    readers: [
      registry(
        ...[
          'HKLM\\Software\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
          ...both(`${version}\\Uninstall`),
        ].map((key) => ({ key, deep: true, value: 'DisplayName', data: remoteToolNames })),
      ),
    ],
  },
]
