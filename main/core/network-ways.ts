import { z } from 'zod'
import type { RunCommand } from '../ports/run-command.ts'

/** What was switched off, by the system's own names; or why nothing could be. */
export type Switched = { done: string[] } | { problem: 'no-rights' | 'no-tool' }

/** How one system takes itself off the network and back, as far as the signed-in user may. */
export type NetworkWay = {
  off: (run: RunCommand) => Promise<Switched>
  /** Puts back exactly what was switched off. */
  on: (run: RunCommand, done: readonly string[]) => Promise<Switched>
  /** Why something stays connected even where all went well. */
  stays: 'cable-stays' | null
}

type Command = [file: string, args: string[]]

type Tried = { stdout: string } | { problem: 'no-rights' | 'no-tool' }
const tryOne = async (run: RunCommand, [file, args]: Command): Promise<Tried> => {
  const { code, problem, stdout } = await run.run(file, args, { timeout: 30_000 })
  if (problem === 'not-found') return { problem: 'no-tool' }
  return code === 0 ? { stdout } : { problem: 'no-rights' }
}

// NetworkManager lets the user at the screen switch networking without more rights (polkit's default).
const linux: NetworkWay = {
  stays: null,
  async off(run) {
    const told = await tryOne(run, ['nmcli', ['networking', 'off']])
    return 'problem' in told ? told : { done: ['networking'] }
  },
  async on(run, done) {
    const told = await tryOne(run, ['nmcli', ['networking', 'on']])
    return 'problem' in told ? told : { done: [...done] }
  },
}

const airport = z.object({
  SPAirPortDataType: z.array(
    z.object({
      spairport_airport_interfaces: z
        .array(
          z.object({ _name: z.string(), spairport_current_network_information: z.object({}).optional() }),
        )
        .optional(),
    }),
  ),
})
/** Wi-Fi cards that are connected (system_profiler -json: `_name` is the device, `en1`). Pure. */
export const connectedWifi = (json: string): string[] => {
  try {
    return airport
      .parse(JSON.parse(json))
      .SPAirPortDataType.flatMap((a) => a.spairport_airport_interfaces ?? [])
      .filter((i) => i.spairport_current_network_information && /^[a-z]+\d+$/.test(i._name))
      .map((i) => i._name)
  } catch {
    return []
  }
}

// A Mac lets its user switch Wi-Fi only; the cable stays until its owner pulls it.
const darwin: NetworkWay = {
  stays: 'cable-stays',
  async off(run) {
    const told = await tryOne(run, ['system_profiler', ['SPAirPortDataType', '-json']])
    if ('problem' in told) return told
    const done: string[] = []
    for (const card of connectedWifi(told.stdout)) {
      const off = await tryOne(run, ['networksetup', ['-setairportpower', card, 'off']])
      if ('problem' in off) return done.length > 0 ? { done } : off
      done.push(card)
    }
    return { done }
  },
  async on(run, done) {
    for (const card of done) {
      const told = await tryOne(run, ['networksetup', ['-setairportpower', card, 'on']])
      if ('problem' in told) return told
    }
    return { done: [...done] }
  },
}

const guid = /\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}/gi
const powershell = (script: string): Command => [
  'powershell.exe',
  ['-NoProfile', '-NonInteractive', '-Command', `$ErrorActionPreference='Stop';${script}`],
]
// Windows wants an administrator for this; a plain user is refused, and that is what is then said. Operational status 1
// is "up" (MSFT_NetAdapter); each card is named by its GUID as soon as it is off.
const offScript =
  "Get-NetAdapter -Physical|Where-Object{[int]$_.InterfaceOperationalStatus -eq 1}|ForEach-Object{Disable-NetAdapter -InputObject $_ -Confirm:$false;''+$_.InterfaceGuid}"
const onScript = (guids: readonly string[]) =>
  `Get-NetAdapter -Physical|Where-Object{(''+$_.InterfaceGuid) -in @(${guids.map((g) => `'${g}'`).join(',')})}|Enable-NetAdapter -Confirm:$false`

const win32: NetworkWay = {
  stays: null,
  async off(run) {
    const [file, args] = powershell(offScript)
    const { code, problem, stdout } = await run.run(file, args, { timeout: 30_000 })
    const done = stdout.match(guid) ?? []
    // Some were switched off before one was refused: those must be put back later.
    if (done.length > 0) return { done }
    if (problem === 'not-found') return { problem: 'no-tool' }
    return code === 0 ? { done } : { problem: 'no-rights' }
  },
  async on(run, done) {
    const guids = done.filter((g) => g.match(guid)?.[0] === g)
    const told = await tryOne(run, powershell(onScript(guids)))
    return 'problem' in told ? told : { done: guids }
  },
}

/** The ways that are known. */
export const networkWays: Partial<Record<NodeJS.Platform, NetworkWay>> = { linux, darwin, win32 }
