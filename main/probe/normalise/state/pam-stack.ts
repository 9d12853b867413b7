/** A file that a package lays down for pam-auth-update(8): what it may put into the common stacks. */
export type PamProfile = { path: string; text: string }

type Line = { control: string; rest: string }

const readLine = (text: string): Line | null => {
  const [, control = '', rest = ''] =
    /^(\[[^\]]+\]|\w+)\s+(\S.*)$/.exec(text.trim().replace(/\s+/g, ' ')) ?? []
  return control === '' ? null : { control, rest }
}

/** What a profile gives to one kind of stack: its lines, and the block that they belong to. */
const partOf = (text: string, kind: string): { primary: boolean; lines: Line[] } => {
  const fields = new Map<string, string[]>()
  let name = ''
  for (const line of text.split('\n')) {
    const [, field, value = ''] = /^([A-Z][\w-]*):\s*(.*)$/.exec(line) ?? []
    if (field !== undefined) name = field
    fields.set(name, [...(fields.get(name) ?? []), field === undefined ? line : value])
  }
  const lines = [kind, `${kind}-Initial`, `${kind}-Final`].flatMap((f) => fields.get(f) ?? [])
  return {
    primary: fields.get(`${kind}-Type`)?.[0]?.trim() === 'Primary',
    lines: lines.map(readLine).filter((l) => l !== null),
  }
}

const stackLines = (text: string, type: string): (Line | null)[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#') && !line.startsWith('$'))
    .map((line) => {
      const found = /^(\w+)\s+(.*)$/.exec(line)
      return found?.[1] === type ? readLine(found[2] ?? '') : null
    })

const same = (a: Line | undefined, b: Line | undefined) => a?.control === b?.control && a?.rest === b?.rest
/** What keeps a stack of sessions whole when no profile has a primary line. It would open a stack of passwords to anybody. */
const filler: Line = { control: '[default=1]', rest: 'pam_permit.so' }

/**
 * The profiles that explain every line of a common stack as pam-auth-update would write it from its template: the primary lines with
 * jumps over what denies, then the template's own lines in order, then the additional ones. Null when a line is
 * anything else, or one of the template is missing. Takes `auth`, `account`, `password`, `session` or `session-noninteractive`. Pure.
 */
export const profilesBehind = (
  text: string,
  template: string,
  profiles: readonly PamProfile[],
  stack: string,
): PamProfile[] | null => {
  const type = stack.replace(/-noninteractive$/, '')
  const kind = `${type[0]?.toUpperCase()}${type.slice(1)}`
  // A line that goes on in the next one may hide anything.
  if (/\\\s*$/m.test(text)) return null
  const lines = stackLines(text, type)
  const own = stackLines(template, type)
  const from = lines.findIndex((line) => line !== null && same(line, own[0] ?? undefined))
  if (own.length === 0 || from < 0 || lines.includes(null) || own.includes(null)) return null
  if (!own.every((line, i) => same(line ?? undefined, lines[from + i] ?? undefined))) return null
  const blocks = [
    { primary: true, lines: lines.slice(0, from), over: 0 },
    { primary: false, lines: lines.slice(from + own.length), over: -1 },
  ]
  const parts = profiles.map((profile) => ({ profile, ...partOf(profile.text, kind) }))
  const behind = new Set<PamProfile>()
  for (const block of blocks) {
    const fill = block.primary && block.lines.length === 1 && type === 'session'
    for (const [i, line] of block.lines.entries()) {
      if (fill && same(line ?? undefined, filler)) continue
      const jump = String(block.lines.length - i + block.over)
      const part = parts.find(
        (p) =>
          p.primary === block.primary &&
          p.lines.some((l) => same(line ?? undefined, { ...l, control: l.control.replaceAll('end', jump) })),
      )
      if (!part) return null
      behind.add(part.profile)
    }
  }
  // Without a line that asks for a password only the denial is left, and nobody can have wanted that.
  return type !== 'session' && from === 0 ? null : [...behind]
}
