import { files, filesHolding, names, type PersistenceRow, type RowReader } from './row.ts'

const hook = (domain: string, name: string): RowReader => ({
  kind: 'tool',
  file: '/usr/bin/defaults',
  args: ['read', domain, name],
  read: 'lines',
  empty: [1],
})

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
        read: 'paths',
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
      { kind: 'tool', file: '/usr/bin/atq', args: [], read: 'lines' },
    ],
  },
  {
    row: 27,
    id: 'login-hooks',
    technique: 'T1037.002',
    grave: true,
    readers: [
      // The user's own, and that of the PC, which a plain user may read too.
      ...['com.apple.loginwindow', '/Library/Preferences/com.apple.loginwindow'].flatMap((domain) => [
        hook(domain, 'LoginHook'),
        hook(domain, 'LogoutHook'),
      ]),
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
      { kind: 'tool', file: '/usr/bin/systemextensionsctl', args: ['list'], read: 'bundles' },
      { kind: 'tool', file: '/usr/bin/kmutil', args: ['showloaded', '--list-only'], read: 'bundles' },
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
      {
        kind: 'tool',
        file: '/bin/launchctl',
        args: ['getenv', 'DYLD_INSERT_LIBRARIES'],
        read: 'lines',
        empty: [1],
      },
      filesHolding(
        /DYLD_INSERT_LIBRARIES/,
        '/Applications/*/Contents/Info.plist',
        '~/Applications/*/Contents/Info.plist',
        '~/Library/LaunchAgents/*',
        '/Library/LaunchAgents/*',
        '/Library/LaunchDaemons/*',
      ),
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
        '/Applications/*/Contents/PlugIns/*.docktileplugin',
        '~/Library/Application Support/Google/Chrome/*/Extensions/*',
        '~/Library/Application Support/Microsoft Edge/*/Extensions/*',
        '~/Library/Application Support/Firefox/Profiles/*/extensions/*',
      ),
    ],
  },
  {
    row: 33,
    id: 'configuration-profiles',
    technique: 'T1176',
    grave: true,
    readers: [{ kind: 'tool', file: '/usr/bin/profiles', args: ['list'], read: 'profiles' }],
  },
]
