import { type Check, good, mend, part, type Verdict } from '../check.ts'
import { linuxPrograms, macPrograms, type Program, windowsPrograms } from '../readers/programs.ts'

/** Makers' names of programs with which somebody far away sees and uses a PC (ATT&CK T1219). */
const tools =
  /^(AnyDesk|com\.anydesk|TeamViewer|com\.teamviewer|UltraViewer|RustDesk|com\.rustdesk|Splashtop|LogMeIn|GoTo|ScreenConnect|ConnectWise|Supremo|Ammyy|Iperius Remote|DWAgent|DWService|Chrome Remote Desktop|RemotePC|Zoho Assist|AeroAdmin|NetSupport|Remote Utilities|UltraVNC|TightVNC|TigerVNC|RealVNC|VNC Server)/i

const isTool = (name: string) => tools.test(name)
const judgeTools = (programs: readonly Program[]): Verdict => {
  const found = [...new Set(programs.map((p) => p.name).filter(isTool))]
  return found.length === 0 ? good() : mend('found', { names: found.join(', ') })
}

/** Is a program installed with which others can use this PC? It may be wanted; fake support calls use the same ones. */
export const remoteTools: Check = {
  id: 'remote-tools',
  who: 'you',
  on: {
    win32: part({ link: 'ms-settings:appsfeatures', gather: windowsPrograms, judge: judgeTools }),
    darwin: part({ gather: (world) => macPrograms(world, isTool), judge: judgeTools }),
    linux: part({ gather: linuxPrograms, judge: judgeTools }),
  },
}
