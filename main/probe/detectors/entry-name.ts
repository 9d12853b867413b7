import type { StateEvent } from '../../contract/event.ts'

/** Parts of a registry path that say what a value is for, not whose it is. */
const roles = new Set(
  'imagepath servicedll start parameters debugger monitorprocess driver dllname stubpath loadbehavior inprocserver32 displayname script'.split(
    ' ',
  ),
)
const longest = 80

/** What people call an autostart entry: its file, its task, its service, or the program that a value of the registry belongs to. Pure. */
export const entryName = ({ subject, details: { commands } }: StateEvent): string => {
  const parts = subject.split(/[\\/]/).filter(Boolean)
  const [last = ''] = parts.slice(-1)
  const [data] = Array.isArray(commands) ? commands : []
  if (/^displayname$/i.test(last) && typeof data === 'string' && data !== '') return data.slice(0, longest)
  const own = /^HKEY_/.test(subject) ? parts.findLast((part) => !roles.has(part.toLowerCase())) : last
  return (own ?? last ?? subject).slice(0, longest)
}
