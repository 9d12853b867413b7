import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readRegularText } from '../../../ports/regular-file.ts'
import { readGsettingsProxy, readKioslaverc } from '../../normalise/state/desktop-proxy.ts'
import { proxyEntries } from '../../normalise/state/network-settings.ts'
import type { SourceContext } from '../source.ts'
import type { GroupRead, StateGroup } from './state-watch.ts'

/** A tool that did not answer is asked again after this time (ms), though nothing changed. */
const patience = 5 * 60_000
const schema = 'org.gnome.system.proxy'

const configFolder = ({ paths }: SourceContext, env: NodeJS.ProcessEnv) =>
  env.XDG_CONFIG_HOME?.startsWith('/') ? env.XDG_CONFIG_HOME : join(paths.home, '.config')

/** Names the present state of the files that dconf keeps settings in; null where there are none. */
const stampOf = (own: string, shared: string): string | null => {
  const names = () => {
    try {
      return readdirSync(shared).map((name) => join(shared, name))
    } catch {
      return []
    }
  }
  const stamps = [own, ...names()].flatMap((path) => {
    try {
      const stats = statSync(path, { throwIfNoEntry: false })
      return stats ? [`${path} ${stats.ino} ${stats.mtimeMs} ${stats.size}`] : []
    } catch {
      return [`${path} ?`]
    }
  })
  return stamps.length === 0 ? null : stamps.join('|')
}

const gnome = (env: NodeJS.ProcessEnv, root: string): StateGroup => {
  let known: { stamp: string; at: number; read: GroupRead } | null = null
  const ask = async ({ run }: SourceContext): Promise<GroupRead> => {
    const { code, stdout, stderr, problem } = await run.run('gsettings', ['list-recursively', schema])
    if (code === 0) return { entries: proxyEntries(readGsettingsProxy(stdout)) }
    // Without the schema no program of this desktop has such a setting.
    if (code === 1 && stderr.includes(schema)) return { entries: [] }
    if (problem === 'not-found') return { unread: { code: 'tool-missing', params: { tool: 'gsettings' } } }
    return {
      unread: { code: 'tool-failed', params: { tool: 'gsettings', detail: problem ?? `exit ${code}` } },
    }
  }
  return {
    id: 'proxy-gnome',
    async read(context) {
      const stamp = stampOf(join(configFolder(context, env), 'dconf', 'user'), join(root, 'etc/dconf/db'))
      // Nobody has set anything: no program is started to say so.
      if (stamp === null) return { entries: [] }
      const now = context.clock.monotonic()
      const good = known !== null && ('entries' in known.read || now - known.at < patience)
      if (known && good && known.stamp === stamp) return known.read
      known = { stamp, at: now, read: await ask(context) }
      return known.read
    },
  }
}

const kde = (env: NodeJS.ProcessEnv, root: string): StateGroup => ({
  id: 'proxy-kde',
  read(context) {
    // The user's own file comes before the system's.
    const files = [join(configFolder(context, env), 'kioslaverc'), join(root, 'etc/xdg/kioslaverc')]
    const texts: string[] = []
    for (const file of files)
      try {
        texts.push(readRegularText(file))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
          return { unread: { code: 'no-permission', params: { file } } }
      }
    return { entries: proxyEntries(readKioslaverc(texts)) }
  },
})

/** Proxy and PAC of the desktops on Linux, GNOME (and its kin) and KDE: what browsers there go by. */
export const desktopProxyGroups = (env: NodeJS.ProcessEnv, root: string): StateGroup[] => [
  gnome(env, root),
  kde(env, root),
]
