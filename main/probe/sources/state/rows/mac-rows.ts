import { files, names, type PersistenceRow } from './row.ts'

/** Places on macOS (launchd.plist(5), Apple's "Login items", "Service management" and "Configuration profile" guides). */
export const macRows: readonly PersistenceRow[] = [
  {
    row: 23,
    id: 'launch-agents',
    technique: 'T1543.001',
    readers: [files('~/Library/LaunchAgents/*', '/Library/LaunchAgents/*')],
  },
  { row: 24, id: 'launch-daemons', technique: 'T1543.004', readers: [files('/Library/LaunchDaemons/*')] },
  {
    row: 25,
    id: 'login-items',
    technique: 'T1547.015',
    readers: [
      {
        kind: 'tool',
        file: '/usr/bin/osascript',
        args: ['-e', 'tell application "System Events" to get the path of every login item'],
        read: 'lines',
      },
    ],
  },
  {
    row: 26,
    id: 'cron-and-periodic',
    technique: 'T1053.003',
    readers: [
      files(
        '/etc/periodic/daily/*',
        '/etc/periodic/weekly/*',
        '/etc/periodic/monthly/*',
        '/usr/local/etc/periodic/**',
        '/etc/crontab',
      ),
      { kind: 'tool', file: '/usr/bin/crontab', args: ['-l'], read: 'crontab', empty: [1] },
    ],
  },
  {
    row: 27,
    id: 'login-hooks',
    technique: 'T1037.002',
    grave: true,
    readers: [
      {
        kind: 'tool',
        file: '/usr/bin/defaults',
        args: ['read', 'com.apple.loginwindow', 'LoginHook'],
        read: 'lines',
        empty: [1],
      },
      {
        kind: 'tool',
        file: '/usr/bin/defaults',
        args: ['read', 'com.apple.loginwindow', 'LogoutHook'],
        read: 'lines',
        empty: [1],
      },
    ],
  },
  {
    row: 28,
    id: 'authorization-plugins',
    technique: 'T1547.002',
    grave: true,
    readers: [names('/Library/Security/SecurityAgentPlugins/*', '/Library/DirectoryServices/PlugIns/*')],
  },
  {
    row: 29,
    id: 'system-extensions',
    technique: 'T1547.006',
    readers: [
      names('/Library/SystemExtensions/*', '/Library/Extensions/*'),
      { kind: 'tool', file: '/usr/bin/systemextensionsctl', args: ['list'], read: 'lines' },
    ],
  },
  {
    row: 30,
    id: 'shell-profiles',
    technique: 'T1546.004',
    readers: [
      files(
        '~/.zshrc',
        '~/.zprofile',
        '~/.zshenv',
        '~/.zlogin',
        '~/.bashrc',
        '~/.bash_profile',
        '~/.profile',
        '/etc/zshrc',
        '/etc/zprofile',
        '/etc/profile',
        '/etc/bashrc',
      ),
    ],
  },
  {
    row: 31,
    id: 'library-inserts',
    technique: 'T1574.006',
    grave: true,
    readers: [
      files('/etc/launchd.conf', '~/.MacOSX/environment.plist'),
      { kind: 'tool', file: '/bin/launchctl', args: ['getenv', 'DYLD_INSERT_LIBRARIES'], read: 'lines' },
    ],
  },
  {
    row: 32,
    id: 'plugins-and-extensions',
    technique: 'T1176',
    readers: [
      names(
        '~/Library/QuickLook/*',
        '/Library/QuickLook/*',
        '~/Library/Spotlight/*',
        '/Library/Spotlight/*',
        '~/Library/Application Support/Google/Chrome/*/Extensions/*',
        '~/Library/Application Support/Microsoft Edge/*/Extensions/*',
      ),
    ],
  },
  {
    row: 33,
    id: 'configuration-profiles',
    technique: 'T1176',
    grave: true,
    readers: [{ kind: 'tool', file: '/usr/bin/profiles', args: ['list'], read: 'lines' }],
  },
]
