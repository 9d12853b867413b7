import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeRunCommand } from '../../main/ports/run-command.ts'
import { followTrayHost, hasTrayHost } from '../../main/ports/tray-host.ts'
import { startTrayDesktop, type TrayDesktop, whyNoPanel } from '../fakes/tray-panel.ts'

const why = whyNoPanel()
if (why) console.warn(`skipped: tray host on a real panel (${why})`)

describe.skipIf(why !== null)('a real panel', () => {
  const before = process.env.DBUS_SESSION_BUS_ADDRESS
  let desktop: TrayDesktop
  beforeAll(async () => {
    desktop = await startTrayDesktop()
    process.env.DBUS_SESSION_BUS_ADDRESS = desktop.env.DBUS_SESSION_BUS_ADDRESS
  })
  afterAll(async () => {
    if (before === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS
    else process.env.DBUS_SESSION_BUS_ADDRESS = before
    await desktop?.stop()
  })

  test('absent, started after the app, and gone again: each is noticed once', async () => {
    expect(await hasTrayHost(nodeRunCommand)).toBe(false)
    const told: boolean[] = []
    const often = {
      every: (_: number, look: () => void) => {
        const timer = setInterval(look, 200)
        return () => clearInterval(timer)
      },
    }
    const end = followTrayHost(nodeRunCommand, often, (there) => told.push(there))
    try {
      await expect.poll(() => told, { timeout: 10_000 }).toEqual([false])
      desktop.startPanel()
      await expect.poll(() => told, { timeout: 30_000 }).toEqual([false, true])
      await desktop.endPanel()
      await expect.poll(() => told, { timeout: 30_000 }).toEqual([false, true, false])
    } finally {
      end()
    }
  }, 80_000)

  test('without a bus it could not be told', async () => {
    process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nonexistent'
    expect(await hasTrayHost(nodeRunCommand)).toBeNull()
  })
})
