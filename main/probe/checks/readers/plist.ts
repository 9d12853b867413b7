import { SaxesParser } from 'saxes'
import { CannotTell } from '../cannot-tell.ts'
import type { World } from '../world.ts'

/** A property list's value; dates as ISO 8601 text, data as Base64 text. */
export type Plist = string | number | boolean | Plist[] | { [key: string]: Plist }

type Open = { list: Plist[] } | { map: Record<string, Plist>; key: string }

/** Reads an XML property list (PropertyList-1.0.dtd). Throws on anything else. Pure. */
export const readPlist = (xml: string): Plist => {
  const parser = new SaxesParser()
  const stack: Open[] = [{ list: [] }]
  let text = ''
  const put = (value: Plist) => {
    const top = stack.at(-1)!
    if ('list' in top) top.list.push(value)
    else top.map[top.key] = value
  }
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    text = ''
    if (name === 'dict') stack.push({ map: Object.create(null) as Record<string, Plist>, key: '' })
    if (name === 'array') stack.push({ list: [] })
  })
  parser.on('text', (t) => {
    text += t
  })
  parser.on('closetag', ({ name }) => {
    const top = stack.at(-1)!
    if (name === 'key' && 'map' in top) top.key = text
    else if (name === 'true' || name === 'false') put(name === 'true')
    else if (name === 'integer' || name === 'real') put(Number(text))
    else if (['string', 'date', 'data'].includes(name)) put(text)
    else if (name === 'dict' || name === 'array') {
      stack.pop()
      put('list' in top ? top.list : top.map)
    }
  })
  parser.write(xml).close()
  const root = stack[0]!
  if (!('list' in root) || root.list.length !== 1) throw new Error('not a property list')
  return root.list[0]!
}

/** The members of a dictionary; empty for anything else. */
export const entriesOf = (value: Plist | undefined): Record<string, Plist> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
export const listOf = (value: Plist | undefined): Plist[] => (Array.isArray(value) ? value : [])

/** A property list that a program prints; `CannotTell` where it is none. */
export const plistFrom = async (
  world: World,
  file: string,
  args: readonly string[],
): Promise<Record<string, Plist>> => {
  const out = await world.tool(file, args)
  try {
    return entriesOf(readPlist(out))
  } catch {
    throw new CannotTell('tool-failed', { tool: file, detail: 'not a property list' })
  }
}

/** All settings of a domain of macOS's `defaults`; empty where nothing was ever set. */
export const macDefaults = (world: World, domain: string, host = false): Promise<Record<string, Plist>> =>
  plistFrom(world, 'defaults', [...(host ? ['-currentHost'] : []), 'export', domain, '-'])

/**
 * A machine-wide domain of `/Library/Preferences`, with what the company's profile forces over it. `defaults` reads a
 * path as one file and does not see profiles; what they force lies in `Managed Preferences`, readable for everybody.
 */
export const macSettings = async (world: World, domain: string): Promise<Record<string, Plist>> => {
  const own = await macDefaults(world, `/Library/Preferences/${domain}`)
  const forced = `/Library/Managed Preferences/${domain}`
  return world.look(`${forced}.plist`) ? { ...own, ...(await macDefaults(world, forced)) } : own
}

/** `defaults` writes switches as 1 or as true. */
export const isOn = (value: Plist | undefined): boolean => value === true || value === 1 || value === '1'
