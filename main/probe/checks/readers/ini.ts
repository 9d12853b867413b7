import type { World } from '../world.ts'

/** Reads `key=value` lines by section, as desktop settings on Linux are written; the last value wins. Pure. */
export const readIni = (text: string): Map<string, Map<string, string>> => {
  const sections = new Map<string, Map<string, string>>()
  let section = ''
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim()
    const head = /^\[(.+)\]$/.exec(line)
    if (head) section = head[1]!.toLowerCase()
    const pair = /^([^#;=\s][^=]*?)\s*=\s*(.*)$/.exec(line)
    if (head || !pair) continue
    const values = sections.get(section) ?? new Map<string, string>()
    sections.set(section, values.set(pair[1]!.toLowerCase(), pair[2]!.replace(/^"(.*)"$/, '$1')))
  }
  return sections
}

/** Value of a key in files that are read one over the other (`x.conf`, `x.conf.d/*.conf`); null where nobody set it. */
export const iniValue = (
  world: World,
  paths: readonly string[],
  section: string,
  key: string,
): string | null => {
  let found: string | null = null
  for (const path of paths) {
    const text = world.read(path)
    const value = text === null ? undefined : readIni(text).get(section.toLowerCase())?.get(key.toLowerCase())
    found = value ?? found
  }
  return found
}

/** Paths of the `.conf` files in a folder, in reading order. */
export const confFiles = (world: World, folder: string): string[] =>
  world
    .names(folder)
    .filter((name) => name.endsWith('.conf'))
    .map((name) => `${folder}/${name}`)
