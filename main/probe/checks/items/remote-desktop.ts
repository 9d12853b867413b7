import { z } from 'zod'
import { type Check, good, mend, part } from '../check.ts'
import { macServiceOn } from '../readers/mac-services.ts'
import { openPorts } from '../readers/open-ports.ts'
import { rdpSettings } from '../readers/rdp.ts'

const servicesSchema = z.array(z.object({ name: z.string(), running: z.boolean() }))
const rdpPort = 3389
/** VNC displays :0 to :9. */
const isVnc = (port: number) => port >= 5900 && port <= 5909

/** Can somebody see and move this screen from another PC? */
export const remoteDesktop: Check = {
  id: 'remote-desktop',
  who: 'you',
  on: {
    win32: part({
      link: 'ms-settings:remotedesktop',
      gather: async (world) => ({
        rdp: await rdpSettings(world),
        vnc: (await world.windows('services', servicesSchema)).filter(
          (s) => s.running && /vnc|tvnserver/i.test(s.name),
        ),
      }),
      judge({ rdp, vnc }) {
        const on = [...(rdp.on ? ['RDP'] : []), ...vnc.map((s) => s.name)]
        return on.length === 0 ? good() : mend('on', { names: on.join(', ') })
      },
    }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.Sharing-Settings.extension',
      gather: (world) => macServiceOn(world, 'com.apple.screensharing'),
      judge: (on) => (on ? mend('on', { names: 'VNC' }) : good()),
    }),
    linux: part({
      who: 'desk',
      gather: (world) => [...openPorts(world)],
      judge(ports) {
        const on = [...(ports.includes(rdpPort) ? ['RDP'] : []), ...(ports.some(isVnc) ? ['VNC'] : [])]
        return on.length === 0 ? good() : mend('on', { names: on.join(', ') })
      },
    }),
  },
}
