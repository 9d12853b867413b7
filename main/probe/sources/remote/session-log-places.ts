import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A log in which a remote-control tool notes the sessions it lets in. */
export type SessionLog = { tool: 'anydesk' | 'teamviewer'; file: string }

export type PlacesOptions = {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  home: string
  /** A sandboxed root in tests. */
  root: string
}

/** Steps from a folder to a file; a pattern stands for every name that fits. */
type Steps = readonly (string | RegExp)[]

const most = 20
const anyDesk = /^connection_trace\.txt$/i
const teamViewer = /^connections_incoming\.txt$/i
const version = /^teamviewer\d*$/i

/**
 * Installed and portable copies, on Windows custom clients too (`ad_…`). From the makers' help pages and from collectors of
 * forensic evidence, which agree but for macOS and Linux: there every place that one of them names is looked at.
 */
const steps = ({ platform, env, home, root }: PlacesOptions): Record<SessionLog['tool'], Steps[]> => {
  if (platform === 'win32') {
    const data = [env.ProgramData ?? 'C:\\ProgramData', env.APPDATA ?? join(home, 'AppData', 'Roaming')]
    const programs = [
      env.ProgramFiles ?? 'C:\\Program Files',
      env['ProgramFiles(x86)'] ?? 'C:\\Program Files (x86)',
    ]
    return {
      anydesk: data.flatMap((d) => [
        [d, 'AnyDesk', anyDesk],
        [d, 'AnyDesk', /^ad_/i, anyDesk],
      ]),
      teamviewer: [...programs, ...data].flatMap((d) => [
        [d, 'TeamViewer', teamViewer],
        [d, 'TeamViewer', /^version\d+$/i, teamViewer],
      ]),
    }
  }
  const own: Steps[] = [
    [home, '.anydesk', anyDesk],
    [root, 'etc', 'anydesk', anyDesk],
  ]
  if (platform === 'darwin')
    return {
      anydesk: [...own, [root, 'Library', 'Application Support', 'AnyDesk', anyDesk]],
      teamviewer: [
        [home, 'Library', 'Logs', 'TeamViewer', teamViewer],
        [root, 'Library', 'Logs', 'TeamViewer', teamViewer],
      ],
    }
  return {
    anydesk: [...own, [root, 'var', 'log', 'anydesk', anyDesk]],
    teamviewer: [
      [root, 'var', 'log', version, teamViewer],
      [home, '.local', 'share', version, 'logfiles', teamViewer],
    ],
  }
}

/** The session logs that are there now, at most 20 a tool, and the folders that this user may not look into. Never throws. */
export const findSessionLogs = (options: PlacesOptions): { logs: SessionLog[]; denied: string[] } => {
  const denied: string[] = []
  const walk = (folder: string, [step, ...rest]: Steps): string[] => {
    if (step === undefined) return [folder]
    if (typeof step === 'string') return walk(join(folder, step), rest)
    try {
      const names = readdirSync(folder).filter((name) => step.test(name))
      return names.slice(0, most).flatMap((name) => walk(join(folder, name), rest))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EACCES' || code === 'EPERM') denied.push(folder)
      return []
    }
  }
  const found = Object.entries(steps(options)) as [SessionLog['tool'], Steps[]][]
  const logs = found.flatMap(([tool, ways]) =>
    ways
      .flatMap(([start, ...rest]) => walk(String(start), rest))
      .slice(0, most)
      .map((file) => ({ tool, file })),
  )
  return { logs, denied }
}
