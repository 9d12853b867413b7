import { type Check, good, mend, part, unknown, type Verdict } from '../check.ts'
import { linuxWifi, macWifi, type Wifi, windowsWifi } from '../readers/wifi.ts'

const judgeWifi = (wifi: Wifi): Verdict => {
  if (wifi === null) return null
  if (wifi.security === 'unknown') return unknown('wifi-unknown', { name: wifi.name })
  return wifi.security === 'strong' ? good({ name: wifi.name }) : mend(wifi.security, { name: wifi.name })
}

/** Can neighbours listen to the Wi-Fi in use? PCs that use none are not asked. */
export const wifiSecurity: Check = {
  id: 'wifi-security',
  who: 'you',
  on: {
    win32: part({ link: 'ms-settings:network-wifi', gather: windowsWifi, judge: judgeWifi }),
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.wifi-settings-extension',
      gather: macWifi,
      judge: judgeWifi,
    }),
    linux: part({ gather: linuxWifi, judge: judgeWifi }),
  },
}
