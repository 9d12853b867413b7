import { join, resolve } from 'node:path'
import { parseStartOptions } from './cli/start-options.ts'
import { createText } from './contract/text.ts'
import { rulesTrust } from './core/given-out-rules.ts'
import { updatedProfile } from './core/updated-profile.ts'
import { createCore } from './core.ts'
import { bindHttp } from './hosts/headless/bind-http.ts'
import { hasBrowser, openBrowser } from './hosts/headless/browser.ts'
import { runUntilStopped } from './hosts/headless/console.ts'
import { askRunning, claimFolder } from './hosts/headless/single-instance.ts'
import { appFolder } from './ports/app-folder.ts'
import { platformNotifier } from './ports/os-notifier.ts'
import { keepMemorySmall } from './ports/settle-memory.ts'
import { startPracticeDesk } from './practice-desk.ts'
import { defaultDataDir, findPaths, hostInfo, nodePorts, readProfile } from './setup.ts'
import { watchers } from './watchers.ts'

const options = parseStartOptions(process.argv.slice(2), process.env)
const dataDir = resolve(options.dataDir ?? defaultDataDir(process.platform, process.env))
const mayOpen = options.open && hasBrowser(process.platform, process.env)

const already = await askRunning(dataDir)
const paths = await findPaths(dataDir)
const ports = nodePorts(paths, platformNotifier(process.platform))
const text = createText(ports.settings.read().language)
if (already !== null) {
  console.log(text('console.alreadyRunning'))
  if (already) mayOpen ? await openBrowser(already) : console.log(already)
  process.exit(0)
}
const profile = updatedProfile(options.profile ? readProfile(options.profile) : null, {
  folder: dataDir,
  signingKey: '',
  log: ports.log,
})
const core = createCore(ports, {
  host: hostInfo('headless'),
  profile,
  deskUrl: null,
  startPracticeDesk: () => startPracticeDesk(dataDir, text('desk.practiceName'), ports.log),
  ...watchers(
    paths,
    options.guard,
    ports.settings.read().guardFolders,
    ports.settings.read().guardCanaries ? 'put' : 'remove',
    profile?.supportTools,
    rulesTrust(profile, ''),
  ),
  showPage: () => {
    // A tab that is open hears `page.show` itself; a second one would only confuse.
    if (mayOpen && binding.pages() === 0) void openBrowser(binding.link())
  },
})
const binding = await bindHttp({
  core,
  log: ports.log,
  page: join(appFolder, 'out/renderer'),
  port: options.port,
})
const instance = await claimFolder(dataDir, () => binding.link())
await core.start()
keepMemorySmall(ports.clock)

await runUntilStopped({
  text,
  link: binding.link,
  operatorLink: core.operatorLink,
  open: mayOpen ? openBrowser : null,
  async stop(why) {
    await instance.release()
    await binding.stop()
    await core.stop(why)
  },
})
