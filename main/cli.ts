import { Command } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import type { CheckOptions } from './check-command.ts'
import type { DeskOptions } from './cli/desk.ts'
import { gather, wholeNumber } from './cli/start-options.ts'
import type { WatchOptions } from './cli/watch.ts'
import type { ScanArgs } from './scan.ts'

const program = new Command('npm run --silent cli --')
  .description(
    'Otasuke Tray for engineers. JSON lines on stdout, words on stderr. Exit code 0: nothing found, 1: something found, 2: bad use.',
  )
  .version(packageJson.version)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

const io = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) }
const finish = (code: number) => process.exit(code)

program
  .command('watch')
  .description('run the probe without a screen and print each alert and the health of each source')
  .option('--data-dir <dir>', 'folder for settings and records')
  .option('--guard <dir>', 'watch this folder instead of the document folders (may be repeated)', gather, [])
  .option('--desk <url>', 'send alerts and requests to this desk')
  .option('--for <seconds>', 'end after so many seconds', wholeNumber(1, 31_536_000))
  .option('--json', 'no words on stderr', false)
  .action(async (options: WatchOptions) => finish(await (await import('./cli/watch.ts')).watch(options)))

program
  .command('scan')
  .description(
    'read recorded logs (Windows event XML, syslog, audit.log, NDJSON, firewalls) and print one object a file',
  )
  .argument('<path...>', 'logs, and folders of logs')
  .option('--rules <dir>', 'a folder of more Sigma rules (may be repeated)', gather, [])
  .option('--without-own', "leave out the app's own rules", false)
  .option('--events', 'print every event too, one object a line', false)
  .option('--json', 'no words on stderr', false)
  .action(async (paths: string[], options: Omit<ScanArgs, 'paths'>) =>
    finish(await (await import('./scan.ts')).scan({ ...options, paths }, io)),
  )

program
  .command('desk')
  .description('run the consultation desk')
  .option(
    '--port <n>',
    'port (0: any free one; default: 8650, or what desk.yaml says)',
    wholeNumber(0, 65535),
  )
  .option('--data-dir <dir>', "folder for the desk's records")
  .option('--backup <dir>', 'copy everything the desk needs into an empty folder and end; it may be running')
  .option('--new-admin', 'print a one-time link that makes one more administrator (a lost password)')
  .option('--backed-up', 'PostgreSQL: let the schema change without a dump, because you have made one')
  .action(async (options: DeskOptions) => finish(await (await import('./cli/desk.ts')).desk(options)))

program
  .command('check')
  .description('look once whether this PC is in order; exit code 1 when anything is to be mended')
  .option('--json', 'one object a check')
  .option('--data-dir <dir>', 'folder for settings and records')
  .option('--language <code>', 'ja or en', 'ja')
  .action(async (options: CheckOptions) =>
    finish(await (await import('./check-command.ts')).check(options, io)),
  )

program
  .command('profile')
  .description('provider profiles')
  .command('check')
  .argument('<file>', 'profile (YAML)')
  .description("hold a profile against the service standard's requirements")
  .option('--json', 'no words on stderr', false)
  .action(async (file: string, options: { json: boolean }) =>
    finish((await import('./cli/profile.ts')).checkProfile(file, options)),
  )

program.parseAsync().catch((error: unknown) => {
  io.err(error instanceof Error ? error.message : String(error))
  finish(2)
})
