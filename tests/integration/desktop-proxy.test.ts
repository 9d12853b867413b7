import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nodeRunCommand, type RunCommand } from '../../main/ports/run-command.ts'
import { createNetworkSettingDetector } from '../../main/probe/detectors/network-setting.ts'
import { createNetworkSettings } from '../../main/probe/sources/state/network-settings.ts'
import { lookWith } from '../fakes/looking.ts'
import { createScriptedRun } from '../fakes/source-bench.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'desktop-proxy-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))
const every = 15_000
const source = () =>
  createNetworkSettings({ platform: 'linux', root: home, env: { XDG_CONFIG_HOME: join(home, '.config') } })

/** Sets GNOME settings as the settings panel does: through dconf's service on a session bus of its own. */
const set = (...settings: string[]) => {
  const script = settings.map((s) => `gsettings set ${s}`).join(' && ')
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_RUNTIME_DIR: home }
  return spawnSync('dbus-run-session', ['--', 'sh', '-c', script], { env, encoding: 'utf8', timeout: 30_000 })
}
/** The real `gsettings`, in this home; counts how often it is started. */
const gsettingsHere = () => {
  let count = 0
  const run: RunCommand['run'] = (file, args, options) => {
    count += 1
    return nodeRunCommand.run(
      'env',
      [`HOME=${home}`, `XDG_CONFIG_HOME=${join(home, '.config')}`, `XDG_RUNTIME_DIR=${home}`, file, ...args],
      options,
    )
  }
  return { run: { ...nodeRunCommand, run }, count: () => count }
}
const dconf = () => {
  const probe = spawnSync('dbus-run-session', ['--', 'gsettings', 'get', 'org.gnome.system.proxy', 'mode'])
  return process.platform === 'linux' && probe.status === 0
}

test.skipIf(!dconf())(
  "a PAC that somebody puts into GNOME's settings is told at the next look, with the card of the other systems",
  async () => {
    const { run, count } = gsettingsHere()
    const { look } = await lookWith(source(), every, { run, data: home })
    // A home without settings starts no program.
    expect(count()).toBe(0)
    const done = set(
      "org.gnome.system.proxy autoconfig-url 'http://user:secret@203.0.113.9/p.pac'",
      'org.gnome.system.proxy mode auto',
    )
    expect(done.stderr).not.toContain('memory')
    const [changed, ...more] = await look()
    expect(more).toEqual([])
    expect(changed).toMatchObject({
      action: 'added',
      topic: 'network-setting',
      details: { setting: 'proxy', name: 'autoconfig-url', value: 'http://203.0.113.9/p.pac' },
    })
    expect(createNetworkSettingDetector().onEvent(changed!)).toMatchObject([
      { kind: 'proxy-changed', severity: 'check', facts: { to: 'http://203.0.113.9/p.pac' } },
    ])
    // Asked once for the change, and not again while the file stays as it is.
    expect(await look()).toEqual([])
    expect(count()).toBe(1)
    set("org.gnome.system.proxy.https host '203.0.113.8'", 'org.gnome.system.proxy mode manual')
    expect(await look()).toMatchObject([
      { action: 'added', details: { name: 'https-proxy', value: '203.0.113.8:0' } },
      { action: 'removed', details: { name: 'autoconfig-url' } },
    ])
    expect(every).toBeLessThanOrEqual(60_000)
  },
)

test("a proxy script in KDE's settings is told; a file that cannot be read is said", async () => {
  const { look, bench } = await lookWith(source(), every, { data: home })
  const file = join(home, '.config/kioslaverc')
  mkdirSync(join(home, '.config'))
  writeFileSync(file, '[Proxy Settings]\nProxyType=2\nProxy Config Script=http://203.0.113.9/p.pac\n')
  expect(await look()).toMatchObject([
    { action: 'added', details: { setting: 'proxy', value: 'http://203.0.113.9/p.pac' } },
  ])
  rmSync(file)
  spawnSync('mkfifo', [file])
  expect(await look()).toEqual([])
  expect(bench.states.at(-1)).toMatchObject({ state: 'partly', reason: { code: 'places-unread' } })
})

test('a gsettings that is missing or fails is said, and not asked at every look', async () => {
  mkdirSync(join(home, '.config/dconf'), { recursive: true })
  writeFileSync(join(home, '.config/dconf/user'), 'x')
  const run = createScriptedRun(() => ({ problem: 'not-found' }))
  const { look, bench } = await lookWith(source(), every, { run, data: home })
  await look()
  await look()
  expect(run.calls).toHaveLength(1)
  expect(bench.states.at(-1)).toMatchObject({ state: 'partly', reason: { code: 'places-unread' } })
})
