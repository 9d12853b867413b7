import { join } from 'node:path'
import { type Check, good, mend, part, type Verdict } from '../check.ts'
import { linuxPrograms, macPrograms, windowsPrograms } from '../readers/programs.ts'
import type { World } from '../world.ts'

const managers =
  /1Password|Bitwarden|KeePass|Dashlane|Enpass|NordPass|Proton ?Pass|RoboForm|Keeper|LastPass|True Key|^Passwords$|org\.gnome\.PasswordSafe/i

/** Ids in the Chrome Web Store: Bitwarden, 1Password, LastPass, Dashlane, Keeper. */
const extensions = [
  'nngceckbapebfimnlniiiahkandclblb',
  'aeblfdkhhhdcdjpifhhbdiojplfjncoa',
  'hdokiejnpimakedhajhdlcegeplioahd',
  'fdjamakpfbbddfjaooikfcpapjohcfmg',
  'bfogiafebfohielmmehodmfbbebbbpei',
]
const profiles: Readonly<Record<World['platform'], readonly string[]>> = {
  win32: ['AppData/Local/Google/Chrome/User Data/Default', 'AppData/Local/Microsoft/Edge/User Data/Default'],
  darwin: [
    'Library/Application Support/Google/Chrome/Default',
    'Library/Application Support/Microsoft Edge/Default',
  ],
  linux: ['.config/google-chrome/Default', '.config/chromium/Default', '.config/microsoft-edge/Default'],
}

const inBrowser = (world: World): string[] =>
  profiles[world.platform]
    .flatMap((profile) => world.names(join(world.home, profile, 'Extensions')))
    .filter((id) => extensions.includes(id))

const judgeFound = (found: readonly string[]): Verdict =>
  found.length > 0 ? good({ found: found.length }) : mend('none')
const names = (programs: readonly { name: string }[]) =>
  programs.map((p) => p.name).filter((n) => managers.test(n))

/** Is there something that remembers passwords, so that people need not use one for everything? */
export const passwordManager: Check = {
  id: 'password-manager',
  who: 'you',
  on: {
    win32: part({
      gather: async (world) => [...names(await windowsPrograms(world)), ...inBrowser(world)],
      judge: judgeFound,
    }),
    darwin: part({
      gather: async (world) => [
        ...names(await macPrograms(world, (n) => managers.test(n))),
        ...inBrowser(world),
      ],
      judge: judgeFound,
    }),
    linux: part({
      gather: (world) => [...names(linuxPrograms(world)), ...inBrowser(world)],
      judge: judgeFound,
    }),
  },
}
