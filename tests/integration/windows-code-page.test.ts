import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccounts } from '../../main/probe/sources/state/accounts.ts'
import { createPersistence } from '../../main/probe/sources/state/persistence.ts'
import { createProtection } from '../../main/probe/sources/state/protection.ts'
import { lookWith } from '../fakes/looking.ts'

/**
 * Programs under the names of Windows' tools that print the bytes of code page 932, as a Japanese Windows does: 表, ソ and 能 end in the
 * byte of the backslash. Shapes as in Microsoft Learn ("net user", "net localgroup", "reg query", "sc query", "schtasks query").
 */
const folder = mkdtempSync(join(tmpdir(), 'code-page-'))
const path = process.env.PATH
const answer = (tool: string, text: string, code = 0) => {
  writeFileSync(join(folder, `${tool}.out`), iconv.encode(text.replaceAll('\n', '\r\n'), 'cp932'))
  const file = join(folder, tool)
  writeFileSync(file, `#!/bin/sh\ncat "${file}.out"\nexit ${code}\n`)
  chmodSync(file, 0o755)
}
const rule = '-'.repeat(79)
const users = (...names: string[]) =>
  answer(
    'net',
    `\\\\経理PC のユーザー アカウント\n\n${rule}\n${names.map((n) => n.padEnd(20)).join('     ')}\nコマンドは正常に終了しました。\n\n`,
  )

beforeAll(() => {
  process.env.PATH = `${folder}${delimiter}${path}`
  answer('reg', 'エラー: 指定されたレジストリ キーまたは値が見つかりませんでした\n', 1)
  for (const tool of ['schtasks', 'wevtutil', 'bitsadmin', 'powershell'])
    answer(tool, 'エラー: アクセスが拒否されました。\n', 5)
  answer(
    'sc',
    '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\n\n指定されたサービスはインストールされていません。\n',
    1,
  )
})
afterAll(() => {
  process.env.PATH = path
  rmSync(folder, { recursive: true, force: true })
})

test.skipIf(process.platform === 'win32')('accounts with Japanese names', async () => {
  users('Administrator', '表計ソ')
  const { look } = await lookWith(createAccounts('win32'), 50_000)
  users('Administrator', '表計ソ', '能登 太郎')
  expect(await look()).toMatchObject([{ action: 'added', subject: '能登 太郎' }])
})

test.skipIf(process.platform === 'win32')(
  'an administrator, a task and a service of Japanese names; what a plain user may not read is said',
  async () => {
    const group = (...names: string[]) =>
      answer(
        'net',
        `エイリアス名     Administrators\nコメント         管理者\n\nメンバー\n\n${rule}\n${names.join('\n')}\nコマンドは正常に終了しました。\n\n`,
      )
    const tasks = (name: string) =>
      answer(
        'schtasks',
        `<?xml version="1.0" encoding="UTF-16"?>\n<Tasks>\n<!-- \\${name} -->\n<Task version="1.2"><Settings><Enabled>true</Enabled></Settings><Actions><Exec><Command>C:\\会計ソフト\\表.exe</Command></Exec></Actions></Task>\n</Tasks>\n`,
      )
    group('Administrator')
    tasks('更新')
    const { look, bench } = await lookWith(createPersistence({ platform: 'win32', env: {} }), 30_000)
    expect(bench.states.at(-1)).toMatchObject({ state: 'partly', reason: { code: 'places-unread' } })
    group('Administrator', '経理PC\\表計ソ')
    tasks('予定表')
    expect(await look()).toMatchObject([
      { action: 'added', subject: '\\予定表', details: { commands: ['C:\\会計ソフト\\表.exe'] } },
      { action: 'removed', subject: '\\更新' },
      { action: 'added', details: { member: '経理PC\\表計ソ' } },
    ])
  },
)

test.skipIf(process.platform === 'win32')('a service that stopped, said in Japanese', async () => {
  const service = (state: string) =>
    answer(
      'sc',
      `\nSERVICE_NAME: WinDefend \n        種類               : 10  WIN32_OWN_PROCESS  \n        状態               : ${state} \n                                (NOT_STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)\n        WIN32_EXIT_CODE    : 0  (0x0)\n`,
    )
  service('4  RUNNING')
  const { look } = await lookWith(createProtection('win32'), 50_000)
  service('1  STOPPED')
  await look()
  expect((await look()).map((e) => [e.subject, e.details.on])).toEqual([
    ['WinDefend', false],
    ['mpssvc', false],
  ])
})
