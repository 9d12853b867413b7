const user = '[user]'
// The folder of a person, in the forms of the three systems, also inside command lines and escaped text.
const homeFolder =
  /((?:[a-z]:)?[\\/]+(?:users|documents and settings|home)[\\/]+)([^\\/"'*?<>|:]+)(?=$|[\\/"'*?<>|:])/gi
// Accounts and folders of the system itself are no people.
const systemNames = new Set([
  'public',
  'default',
  'default user',
  'all users',
  'shared',
  'root',
  'system',
  'administrator',
])

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Hides who a person is in everything that the system says: account names given, and the name of any home folder.
 * Which program it is, where it lies and what it does stays. Pure.
 */
export const hideNames = (value: unknown, names: readonly string[]): unknown => {
  const known = names.filter((n) => n.length > 1 && !systemNames.has(n.toLowerCase()))
  const whole =
    known.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}_])(?:${known.map(escaped).join('|')})(?![\\p{L}\\p{N}_])`, 'giu')
  const hideText = (text: string): string => {
    const homes = text.replace(homeFolder, (all, before: string, name: string) =>
      systemNames.has(name.toLowerCase()) ? all : before + user,
    )
    return whole ? homes.replace(whole, user) : homes
  }
  const hide = (v: unknown): unknown => {
    if (typeof v === 'string') return hideText(v)
    if (Array.isArray(v)) return v.map(hide)
    if (v === null || typeof v !== 'object') return v
    return Object.fromEntries(Object.entries(v).map(([k, inner]) => [hideText(k), hide(inner)]))
  }
  return hide(value)
}

/** Account names of people that a look at the system shows: who is signed in. Pure. */
export const namesIn = (users: unknown): string[] =>
  Array.isArray(users)
    ? [
        ...new Set(
          users.flatMap((u) => (typeof u?.user === 'string' && u.user !== '' ? [u.user as string] : [])),
        ),
      ]
    : []
