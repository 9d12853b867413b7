const most = 8
const clip = (lines: readonly string[]) =>
  lines
    .map((l) => l.trim().slice(0, 300))
    .filter(Boolean)
    .slice(0, most)

const keyed = (text: string, keys: RegExp) =>
  text.split(/\r?\n/).flatMap((line) => {
    const found = /^\s*([A-Za-z]+)\s*=\s*(.+)$/.exec(line)
    return found && keys.test(found[1] ?? '') ? [found[2] ?? ''] : []
  })

const plistStrings = (text: string) => {
  const block =
    /<key>(?:ProgramArguments|Program)<\/key>\s*(?:<array>([\s\S]*?)<\/array>|<string>([\s\S]*?)<\/string>)/.exec(
      text,
    )
  const inside = block?.[1] ?? (block?.[2] === undefined ? '' : `<string>${block[2]}</string>`)
  const words = [...inside.matchAll(/<string>([\s\S]*?)<\/string>/g)].map((m) =>
    (m[1] ?? '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  )
  return words.length > 0 ? [words.map((w) => (/\s/.test(w) ? `"${w}"` : w)).join(' ')] : []
}

const plainLines = (text: string) => text.split(/\r?\n/).filter((l) => l.trim() !== '' && !/^\s*#/.test(l))

/**
 * The commands that an autostart file runs, by the kind of file its name tells: systemd unit, desktop entry, property
 * list, table of cron or preload list. Empty for other files. At most 8 of 300 characters. Pure.
 */
export const autostartCommands = (path: string, text: string): string[] => {
  if (/\.(?:service|socket|timer|path|mount)$/.test(path))
    return clip(keyed(text, /^(?:ExecStart|ExecStartPre|ExecStartPost|ExecStop|Unit|OnCalendar)$/))
  if (path.endsWith('.desktop')) return clip(keyed(text, /^Exec$/))
  if (path.endsWith('.plist')) return clip(plistStrings(text))
  if (/(?:crontab|\/cron\.d\/[^/]+|ld\.so\.preload|\/tabs\/[^/]+|rc\.local)$/.test(path))
    return clip(plainLines(text))
  return []
}

/**
 * Public keys of an `authorized_keys` file without the key itself: options, type and comment tell the engineer whose
 * it is, and nothing more needs to leave the PC. Pure.
 */
export const keyOwners = (text: string): string[] =>
  clip(plainLines(text).map((line) => line.replace(/\b(AAAA[A-Za-z0-9+/]{8})[A-Za-z0-9+/=]*/, '$1…')))
