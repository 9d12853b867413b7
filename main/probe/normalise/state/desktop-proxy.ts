/** Reading of the proxy that a desktop on Linux gives to its programs: name of the setting → what traffic is led through. Pure. */
type Proxy = Record<string, string>

/** For a script that is looked for in the network (WPAD), which has no address of its own. */
const found = 'WPAD'

/** Values of `gsettings list-recursively`: `org.gnome.system.proxy autoconfig-url 'http://…'`, children with their own schema. */
export const readGsettingsProxy = (text: string): Proxy => {
  const values = new Map(
    [...text.matchAll(/^org\.gnome\.system\.proxy(\.[a-z]+)? ([a-z-]+) (?:'(.*)'|(.*))$/gm)].map(
      ([, child = '', key, quoted, plain = '']) => [`${child.slice(1)} ${key}`, quoted ?? plain],
    ),
  )
  const value = (name: string) => values.get(name) ?? ''
  if (value(' mode') === 'auto') return { 'autoconfig-url': value(' autoconfig-url') || found }
  if (value(' mode') !== 'manual') return {}
  return Object.fromEntries(
    ['http', 'https', 'ftp', 'socks'].flatMap((kind) => {
      const host = value(`${kind} host`)
      return host === '' ? [] : [[`${kind}-proxy`, `${host}:${value(`${kind} port`)}`]]
    }),
  )
}

/** KDE's `kioslaverc`, section `Proxy Settings`. `ProxyType`: 1 by hand, 2 a script, 3 a script that the network names. */
export const readKioslaverc = (text: string): Proxy => {
  const section = /^\[Proxy Settings\](?:\[\$i\])?[^\S\n]*$([^]*?)(?=^\[|$(?![^]))/m.exec(text)?.[1] ?? ''
  const values = new Map(
    [...section.matchAll(/^([^=\n[]+?)(?:\[[^\]\n]*\])*[^\S\n]*=[^\S\n]*(.*?)[^\S\n]*$/gm)].map((m) => [
      m[1],
      m[2] ?? '',
    ]),
  )
  const value = (name: string) => values.get(name) ?? ''
  const type = value('ProxyType')
  if (type === '2') return { 'Proxy Config Script': value('Proxy Config Script') || found }
  if (type === '3') return { 'Proxy Config Script': found }
  if (type !== '1') return {}
  return Object.fromEntries(
    ['httpProxy', 'httpsProxy', 'ftpProxy', 'socksProxy'].flatMap((name) => {
      // `http://host 8080`: older versions part the port by a space.
      const led = value(name).replace(/\s+(?=\d+$)/, ':')
      return led === '' ? [] : [[name, led]]
    }),
  )
}
