import { z } from 'zod'
import { type Check, good, type Moment, mend, part, unknown, type Verdict } from '../check.ts'
import type { World } from '../world.ts'

/** What all web traffic is sent through; empty: nothing. The first one seen stays in `facts.first`. */
const judgeProxy = (proxy: string, { previous }: Moment): Verdict => {
  const first = previous?.facts.first
  const facts = { proxy, first: String(first ?? proxy) }
  if (proxy === '') return good(facts)
  return first === undefined || first === proxy
    ? unknown('proxy-not-known', { proxy }, facts)
    : mend('changed', facts)
}

/** Lines `Name : value` of `scutil --proxy`; the names are keys of SystemConfiguration, not words. */
const macProxy = async (world: World): Promise<string> => {
  const out = await world.tool('scutil', ['--proxy'])
  const value = (key: string) => new RegExp(`^\\s*${key} : (.+)$`, 'm').exec(out)?.[1] ?? ''
  if (value('ProxyAutoConfigEnable') === '1') return value('ProxyAutoConfigURLString')
  if (value('HTTPSEnable') === '1') return `${value('HTTPSProxy')}:${value('HTTPSPort')}`
  return value('HTTPEnable') === '1' ? `${value('HTTPProxy')}:${value('HTTPPort')}` : ''
}

const linuxProxy = async (world: World): Promise<string> => {
  const own = world.env.https_proxy ?? world.env.HTTPS_PROXY ?? world.env.http_proxy ?? ''
  if (own !== '') return own.replace(/\/\/[^@/]*@/, '//')
  const get = async (schema: string, key: string) =>
    ((await world.maybe('gsettings', ['get', schema, key], [0, 1]))?.out ?? '').trim().replace(/^'|'$/g, '')
  const mode = await get('org.gnome.system.proxy', 'mode')
  if (mode === 'auto') return get('org.gnome.system.proxy', 'autoconfig-url')
  return mode === 'manual' ? get('org.gnome.system.proxy.https', 'host') : ''
}

/** Does somebody stand between this PC and the web? */
export const proxy: Check = {
  id: 'proxy',
  who: 'desk',
  on: {
    win32: part({
      link: 'ms-settings:network-proxy',
      gather: async (world) => {
        const text = z.string().nullable()
        const p = await world.windows(
          'proxy',
          z.object({ on: z.number().nullable(), server: text, script: text }),
        )
        return p.script || (p.on === 1 ? (p.server ?? '') : '')
      },
      judge: judgeProxy,
    }),
    darwin: part({ gather: macProxy, judge: judgeProxy }),
    linux: part({ gather: linuxProxy, judge: judgeProxy }),
  },
}
