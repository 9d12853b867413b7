import { withoutUserServices } from '../../../normalise/state/user-services.ts'
import { files, type PersistenceRow, registry } from './row.ts'
import { both, control, nt, version } from './windows-keys.ts'
import { windowsProgramRows } from './windows-program-rows.ts'

/** Places on Windows (Microsoft Learn: Run keys, Winlogon, Task Scheduler, services; ATT&CK pages of the techniques). */
export const windowsRows: readonly PersistenceRow[] = [
  {
    row: 1,
    id: 'run-keys',
    technique: 'T1547.001',
    readers: [
      registry(
        ...both(`${version}\\Run`),
        ...both(`${version}\\RunOnce`),
        `HKLM\\Software\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Run`,
        `HKLM\\Software\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\RunOnce`,
      ),
    ],
  },
  {
    row: 2,
    id: 'policy-run',
    technique: 'T1547.001',
    readers: [registry(...both(`${version}\\Policies\\Explorer\\Run`))],
  },
  {
    row: 3,
    id: 'startup-folders',
    technique: 'T1547.001',
    readers: [
      files(
        '%APPDATA%\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\*',
        '%ProgramData%\\Microsoft\\Windows\\Start Menu\\Programs\\StartUp\\*',
      ),
      // Where else these folders may lie.
      registry(
        ...['User Shell Folders', 'Shell Folders'].flatMap((name) =>
          both(`${version}\\Explorer\\${name}`).map((key) => ({
            key,
            values: ['startup', 'common startup'],
          })),
        ),
      ),
    ],
  },
  {
    row: 4,
    id: 'startup-approved',
    technique: 'T1547.001',
    readers: [registry(...both(`${version}\\Explorer\\StartupApproved`).map((key) => ({ key, deep: true })))],
  },
  {
    row: 5,
    id: 'windows-load',
    technique: 'T1547.001',
    grave: true,
    readers: [registry({ key: `HKCU\\${nt}\\Windows`, values: ['load', 'run'] })],
  },
  {
    row: 6,
    id: 'winlogon',
    technique: 'T1547.004',
    grave: true,
    readers: [
      registry(
        ...both(`${nt}\\Winlogon`).map((key) => ({
          key,
          values: ['shell', 'userinit', 'taskman', 'vmapplet'],
        })),
      ),
    ],
  },
  {
    row: 7,
    id: 'logon-scripts',
    technique: 'T1037.001',
    grave: true,
    readers: [
      registry(
        { key: 'HKCU\\Environment', values: ['userinitmprlogonscript'] },
        // Beside these Windows writes down when the script ran last.
        ...both(`${version}\\Group Policy\\Scripts`).map((key) => ({
          key,
          deep: true,
          values: ['script', 'parameters', 'ispowershell'],
        })),
      ),
    ],
  },
  {
    row: 8,
    id: 'scheduled-tasks',
    technique: 'T1053.005',
    readers: [{ kind: 'tool', file: 'schtasks', args: ['/query', '/xml', 'ONE'], read: 'scheduled-tasks' }],
  },
  {
    row: 9,
    id: 'services',
    technique: 'T1543.003',
    readers: [
      {
        ...registry(
          { key: `${control}\\Services`, deep: true, value: 'ImagePath' },
          { key: `${control}\\Services`, deep: true, value: 'ServiceDll' },
          // What starts by itself: 0 boot, 1 system, 2 automatic. These two are switched to and fro by Windows itself.
          {
            key: `${control}\\Services`,
            deep: true,
            value: 'Start',
            data: /^0x[012]$/,
            except: /\\(?:BITS|TrustedInstaller)$/i,
          },
        ),
        without: withoutUserServices,
      },
    ],
  },
  {
    row: 10,
    id: 'wmi-subscriptions',
    technique: 'T1546.003',
    grave: true,
    keep: true,
    readers: [
      {
        kind: 'tool',
        file: 'wevtutil',
        args: [
          'qe',
          'Microsoft-Windows-WMI-Activity/Operational',
          '/q:*[System[EventID=5861]]',
          '/f:xml',
          '/rd:true',
          '/c:50',
        ],
        read: 'wmi-events',
      },
    ],
  },
  {
    row: 11,
    id: 'image-hijacks',
    technique: 'T1546.012',
    grave: true,
    readers: [
      registry(
        { key: `HKLM\\${nt}\\Image File Execution Options`, deep: true, value: 'Debugger' },
        { key: `HKLM\\${nt}\\SilentProcessExit`, deep: true, value: 'MonitorProcess' },
      ),
    ],
  },
  {
    row: 12,
    id: 'appinit-dlls',
    technique: 'T1546.010',
    grave: true,
    readers: [
      registry(
        { key: `HKLM\\${nt}\\Windows`, values: ['appinit_dlls', 'loadappinit_dlls'] },
        `${control}\\Control\\Session Manager\\AppCertDlls`,
      ),
    ],
  },
  {
    row: 13,
    id: 'com-hijacks',
    technique: 'T1546.015',
    readers: [registry({ key: 'HKCU\\Software\\Classes\\CLSID', deep: true, under: '\\InprocServer32' })],
  },
  {
    row: 14,
    id: 'lsa-packages',
    technique: 'T1547.005',
    grave: true,
    readers: [
      registry({
        key: `${control}\\Control\\Lsa`,
        values: ['security packages', 'authentication packages', 'notification packages'],
      }),
    ],
  },
  {
    row: 15,
    id: 'print-monitors',
    technique: 'T1547.010',
    readers: [
      registry(
        { key: `${control}\\Control\\Print\\Monitors`, deep: true, value: 'Driver' },
        {
          key: `${control}\\Control\\Print\\Environments\\Windows x64\\Print Processors`,
          deep: true,
          value: 'Driver',
        },
      ),
    ],
  },
  {
    row: 16,
    id: 'active-setup',
    technique: 'T1547.014',
    readers: [
      registry(
        {
          key: 'HKLM\\SOFTWARE\\Microsoft\\Active Setup\\Installed Components',
          deep: true,
          value: 'StubPath',
        },
        { key: `${control}\\Services\\W32Time\\TimeProviders`, deep: true, value: 'DllName' },
      ),
    ],
  },
  ...windowsProgramRows,
]
