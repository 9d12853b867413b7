import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPersistence, persistenceRows } from '../../../../../main/probe/sources/state/persistence.ts'
import { lookWith } from '../../../../fakes/looking.ts'
import { createScriptedRun, createSourceBench } from '../../../../fakes/source-bench.ts'

const rows = persistenceRows('darwin')
const filePlaces = rows.flatMap((row) =>
  row.readers.flatMap((r) =>
    r.kind === 'files' ? r.patterns.map((p) => [row.row, row.id, p, r] as const) : [],
  ),
)
const toolPlaces = rows.flatMap((row) =>
  row.readers.flatMap((r) => (r.kind === 'tool' ? [[row.row, row.id, r.file, r.args] as const] : [])),
)

const bundlePlaces = filePlaces.flatMap(([row, , pattern, reader]) =>
  reader.namesOnly && row !== 29 && !pattern.includes('xtensions/') ? [[row, pattern] as const] : [],
)
const twoSteps = ['added', 'added', 'removed', 'removed']

// What the tools print: nothing there, planted, changed, removed. Shapes as the man pages and Apple's deployment guides show
// them: systemextensionsctl(8), kmutil(8), profiles(1), crontab(1), at(1), defaults(1), launchctl(1).
const extension = (version: string, state: string) =>
  `1 extension(s)\n--- com.apple.system_extension.network_extension\nenabled\tactive\tteamID\tbundleID (version)\tname\t[state]\n*\t*\tABCDE12345\tjp.example.filter (${version})\tExample Filter\t[${state}]\n`
const kext = (version: string) =>
  `No variant specified, falling back to release\nIndex Refs Address            Size       Wired      Name (Version) UUID <Linked Against>\n    1  163 0xffffff8000200000 0xa000     0xa000     com.apple.kpi.bsd (23.6.0) 2B3C <>\n${version ? `  201    0 0xffffff7f9b4a0000 0x5000     0x5000     jp.example.driver (${version}) 1A2B <8 6 5 3 1>\n` : ''}`
const steps = (plain: string, first: string, second: string) => [plain, first, second, plain]
const outputs: Readonly<Record<string, readonly string[]>> = {
  'login-items': [
    '/Applications/Mail.app\n',
    '/Applications/Mail.app, /Users/Shared/evil 1.app\n',
    '/Applications/Mail.app, /Users/Shared/evil 2.app\n',
    '/Applications/Mail.app\n',
  ],
  'cron-and-periodic': steps('', '1\tThu Nov 26 03:00:00 2026\n', '2\tThu Nov 26 04:00:00 2026\n'),
  'cron-and-periodic -l': steps('# m h\n', '0 3 * * * /usr/bin/true\n', '0 4 * * * /usr/bin/true\n'),
  'login-hooks': steps('', '/Users/Shared/hook.sh\n', '/Users/Shared/hook2.sh\n'),
  'library-inserts': steps('', '/tmp/a.dylib\n', '/tmp/b.dylib\n'),
  'system-extensions list': [
    '0 extension(s)\n',
    extension('1.0/1', 'activated enabled'),
    extension('1.1/2', 'activated enabled'),
    '0 extension(s)\n',
  ],
  'system-extensions showloaded': steps(kext(''), kext('1.0'), kext('1.1')),
  'configuration-profiles': [
    "There are no configuration profiles installed for user 'sato'\n",
    "sato[1] attribute: profileIdentifier: jp.example.proxy\nThere are 1 user configuration profiles installed for 'sato'\n",
    'この Mac にプロファイルはありません\n',
  ],
}

describe('planted, changed and removed', () => {
  test.each(filePlaces)('row %i, %s: %s', async (row, id, pattern, { namesOnly, holding }) => {
    const root = mkdtempSync(join(tmpdir(), 'mac-'))
    const { look } = await lookWith(createPersistence({ platform: 'darwin', root }), 30_000, {
      data: join(root, 'Users/sato'),
    })
    const file = join(root, pattern.replace('**', 'zz').replaceAll('*', 'zz').replace(/^~/, '/Users/sato'))
    const actions: string[] = []
    for (const move of [
      () => {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, holding ? '<key>DYLD_INSERT_LIBRARIES</key>\n' : 'true\n')
      },
      () => appendFileSync(file, 'more\n'),
      () => rmSync(file),
    ]) {
      move()
      actions.push(
        ...(await look()).filter((e) => e.details.place === id && e.details.row === row).map((e) => e.action),
      )
    }
    expect(actions).toEqual(namesOnly ? ['added', 'removed'] : ['added', 'changed', 'removed'])
  })
  test.each(bundlePlaces)('row %i, a bundle: %s', async (row, pattern) => {
    const root = mkdtempSync(join(tmpdir(), 'mac-'))
    const { look } = await lookWith(createPersistence({ platform: 'darwin', root }), 30_000, {
      data: join(root, 'Users/sato'),
    })
    const bundle = join(root, pattern.replaceAll('*', 'zz').replace(/^~/, '/Users/sato'))
    const put = (version: string) => {
      mkdirSync(join(bundle, 'Contents'), { recursive: true })
      writeFileSync(join(bundle, 'Contents/Info.plist'), `<string>${version}</string>`)
    }
    const actions: string[] = []
    for (const move of [() => put('1.0'), () => put('1.0.1'), () => rmSync(bundle, { recursive: true })]) {
      move()
      actions.push(...(await look()).filter((e) => e.details.row === row).map((e) => e.action))
    }
    expect(actions).toEqual(['added', 'changed', 'removed'])
  })
  test.each(toolPlaces)('row %i, %s: %s %s', async (row, id, file, args) => {
    const before = outputs[`${id} ${args[0] ?? ''}`] ?? outputs[id]
    let now = before?.[0]
    const run = createScriptedRun((f, a) => ({
      stdout: f === file && a.join() === args.join() ? (now ?? '') : '',
    }))
    const { look } = await lookWith(createPersistence({ platform: 'darwin' }), 30_000, {
      run,
      data: mkdtempSync(join(tmpdir(), 'mac-')),
    })
    const actions: string[] = []
    for (const next of before?.slice(1) ?? []) {
      now = next
      actions.push(...(await look()).filter((e) => e.details.row === row).map((e) => e.action))
    }
    // A line of `crontab`, `defaults` or `osascript` has no name but itself, so a changed one is a new one.
    expect(actions).toEqual(
      row === 29 ? ['added', 'changed', 'removed'] : row === 33 ? ['added', 'removed'] : twoSteps,
    )
  })
})

test('every row of the table is there, on its system', () => {
  const numbers = (platform: NodeJS.Platform) =>
    [...new Set(persistenceRows(platform).map((r) => r.row))].sort((a, b) => a - b)
  expect([...numbers('win32'), ...numbers('darwin'), ...numbers('linux')]).toEqual(
    Array.from({ length: 46 }, (_, i) => i + 1),
  )
})

test('a tool that is not there is said', async () => {
  const bench = createSourceBench({
    run: createScriptedRun(() => ({ problem: 'not-found' })),
    data: mkdtempSync(join(tmpdir(), 'mac-')),
  })
  const source = createPersistence({ platform: 'darwin' })
  await source.start(bench.context)
  const end = Date.now() + 5000
  while (bench.states.length === 0 && Date.now() < end) await new Promise((r) => setTimeout(r, 10))
  await source.stop()
  expect(bench.states[0]).toMatchObject({ state: 'partly', reason: { code: 'places-unread' } })
})
