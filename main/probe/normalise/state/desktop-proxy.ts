/** Reading of the proxy that a desktop on Linux gives to its programs: name of the setting → what traffic is led through. Pure. */
type Proxy = Record<string, string>

/** For a script that is looked for in the network (WPAD), which has no address of its own. */
const found = 'WPAD'

/** Values of `gsettings list-recursively`: `org.gnome.system.proxy autoconfig-url 'http://…'`, children with their own schema. */
export const readGsettingsProxy = (text: string): Proxy => {
  const values = new Map(
    [...text.matchAll(/^org\.gnome\.system\.proxy(\.[a-z]+)? ([a-z-]+) (?:'(.*)'|"(.*)"|(.*))$/gm)].map(
      ([, child = '', key, single, double, plain = '']) => [
        `${child.slice(1)} ${key}`,
        single ?? double ?? plain,
      ],
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

/** Values of one section of KDE's settings; a key may carry flags (`ProxyType[$e]`). */
const sectionOf = (text: string, name: string): Map<string, string> => {
  const values = new Map<string, string>()
  let inside = false
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (line.startsWith('[')) inside = line === `[${name}]` || line === `[${name}][$i]`
    const equals = line.indexOf('=')
    if (!inside || equals < 1) continue
    values.set(line.slice(0, equals).split('[')[0]?.trim() ?? '', line.slice(equals + 1).trim())
  }
  return values
}

/**
 * KDE's `kioslaverc`, section `Proxy Settings`, from several files: each key counts where it stands first. `ProxyType`: 1 by
 * hand, 2 a script, 3 a script that the network names.
 */
export const readKioslaverc = (texts: readonly string[]): Proxy => {
  const sections = texts.map((text) => sectionOf(text, 'Proxy Settings'))
  const value = (name: string) => sections.find((s) => s.has(name))?.get(name) ?? ''
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
