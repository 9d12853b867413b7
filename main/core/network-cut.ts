import type { Handlers } from '../contract/api.ts'
import type { RunCommand } from '../ports/run-command.ts'

type Verb = 'cut' | 'restore'

// NetworkManager lets the user at the screen switch networking without more rights (polkit's default); Windows and
// macOS want an administrator for the cable, so only Wi-Fi is tried on macOS and nothing is pretended on Windows.
const commands: Partial<Record<NodeJS.Platform, Record<Verb, [string, string[]][]>>> = {
  linux: {
    cut: [['nmcli', ['networking', 'off']]],
    restore: [['nmcli', ['networking', 'on']]],
  },
  darwin: {
    cut: [['networksetup', ['-setairportpower', 'en0', 'off']]],
    restore: [['networksetup', ['-setairportpower', 'en0', 'on']]],
  },
}

/**
 * 「ネットから切り離す」: does it where this user may, and says honestly where he may not. The page always explains the
 * cable and the Wi-Fi switch first; this only helps.
 */
export const createNetworkCut = (
  run: RunCommand,
  platform: NodeJS.Platform,
): Pick<Handlers, 'network.cut'> => ({
  async 'network.cut'({ cut }) {
    const list = commands[platform]?.[cut ? 'cut' : 'restore']
    if (!list) return { state: 'not-possible', reason: 'no-rights' }
    for (const [file, args] of list) {
      const { code, problem } = await run.run(file, args)
      if (problem === 'not-found') return { state: 'not-possible', reason: 'no-tool' }
      if (code !== 0) return { state: 'not-possible', reason: 'no-rights' }
    }
    // On a Mac the cable stays: only its owner can pull it.
    return { state: cut ? 'cut' : 'connected', reason: cut && platform === 'darwin' ? 'cable-stays' : null }
  },
})
