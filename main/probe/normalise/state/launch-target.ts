/**
 * Programs that run what they are told to (ATT&CK T1059, T1127, T1218; LOLBAS): that their maker signed them says nothing about
 * what starts. Lower case, without `.exe` and without a version at the end.
 */
const launchers = new Set(
  [
    // Windows
    'cmd powershell powershell_ise pwsh wscript cscript mshta rundll regsvr regasm regsvcs installutil msiexec msbuild',
    'wmic forfiles pcalua conhost explorer control cmstp odbcconf hh scriptrunner wsl mmc certutil bitsadmin schtasks',
    'autoit autohotkey msxsl presentationhost scrcons',
    // Linux and macOS
    'sh ash bash dash zsh ksh csh tcsh fish busybox env nohup sudo su doas xargs timeout nice setsid open osascript launchctl',
    'swift awk gawk expect socat nc nc.openbsd nc.traditional ncat netcat curl wget',
    // Everywhere
    'python pythonw py pypy perl ruby php node nodejs deno bun java javaw lua tclsh wish',
  ].flatMap((line) => line.split(' ')),
)

/** The bare name of a program's file, or of the name that its maker gave it (`Cmd.Exe.MUI`). Pure. */
export const programName = (file: string): string =>
  (file.split(/[\\/]/).at(-1) ?? '')
    .toLowerCase()
    .replace(/\.mui$/, '')
    .replace(/\.exe$/, '')
    .replace(/[\d.]+(w?)$/, '$1')

/** Does the program run what it is told to? Pure. */
export const isLauncher = (file: string): boolean => launchers.has(programName(file))

/** Fills `%NAME%` of Windows, and the short ways in which services name the system's folder. Unknown names stay. Pure. */
export const fillVariables = (command: string, env: NodeJS.ProcessEnv): string => {
  const known = new Map(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]))
  return command
    .trim()
    .replace(/^("?)\\\?\?\\/, '$1')
    .replace(/^("?)(?:\\?SystemRoot\\|(?=system32\\))/i, '$1%SystemRoot%\\')
    .replace(/%([^%\\\s]+)%/g, (whole, name: string) => {
      const wanted = name.toUpperCase() === 'WINDIR' ? 'SYSTEMROOT' : name.toUpperCase()
      return known.get(wanted) ?? whole
    })
}

const split = (command: string): { program: string | null; rest: string } => {
  const bare = command.trim().replace(/^[@!+:-]+(?=\/)/, '')
  const quoted = /^"([^"]+)"/.exec(bare)
  const word =
    quoted?.[1] ??
    /^([A-Za-z]:\\.*?\.(?:exe|dll|bat|cmd|scr|sys|com|cpl|ocx))(?:\s|$)/i.exec(bare)?.[1] ??
    bare.split(/\s/)[0] ??
    ''
  const rest = bare.slice(quoted ? quoted[0].length : word.length)
  return { program: /^(?:\/|[A-Za-z]:\\)/.test(word) ? word : null, rest }
}

/** The program that a command starts: its first word, or what stands in quotes at its beginning. Null for a bare name. Pure. */
export const programOf = (command: string): string | null => split(command).program

// A path in quotes, or one without blanks.
const windowsPath = /"([A-Za-z]:\\[^"<>|*?\n]+)"|'([A-Za-z]:\\[^'<>|*?\n]+)'|([A-Za-z]:\\[^\s"'<>|*?,;&]+)/
const posixPath = /"(\/[^"\n]+)"|'(\/[^'\n]+)'|(?<![^\s])(\/[^\s"'<>|*?,;&$`()]+)/
/** Switches, and the values that hide nothing to run. PowerShell's call sign may stand last. */
const before =
  /^(?:\s+(?:[-/]{1,2}[A-Za-z][\w:]*|bypass|unrestricted|remotesigned|allsigned|hidden|normal|minimized))*\s*["']?(?:&\s*)?["']?$/i
const afterScript = /^["']?(?:\s+[-/]{0,2}[\w.:=,{}-]+)*["']?\s*$/
const afterLibrary = /^"?(?:[,\s]\s*#?\w+)?(?:\s+(?:[-/]\w+|\d+))*\s*$/

/**
 * What a launcher is told to run: the one script, library or package that its command names. Null where it names none or
 * several, runs words (`-c`, `-Command`), another launcher, or anything that hides more behind it. Pure.
 */
const toldToRun = (program: string, rest: string): string | null => {
  const windows = /^[A-Za-z]:\\/.test(program)
  const library = windows && ['rundll', 'regsvr'].includes(programName(program))
  // `rundll32 name.dll,Entry` takes the library beside itself, before any other place.
  const own = library ? /^\s+([\w-]+\.(?:dll|cpl|ocx))(?=[,\s]|$)/i.exec(rest) : null
  const found = own ?? (windows ? windowsPath : posixPath).exec(rest)
  if (!found) return null
  const named = own ? `${program.replace(/[^\\]*$/, '')}${found[1]}` : (found[1] ?? found[2] ?? found[3])
  const ahead = own ? '' : rest.slice(0, found.index)
  const behind = rest.slice(found.index + found[0].length)
  if (named === undefined || !before.test(ahead) || !(library ? afterLibrary : afterScript).test(behind))
    return null
  // The sign calls a script in PowerShell; elsewhere it begins another command.
  if (ahead.includes('&') && !/^(?:powershell|pwsh)$/.test(programName(program))) return null
  // A way up through folders, or an alternate stream, hides where it leads.
  if (/[\\/]\.{1,2}(?:[\\/]|$)|:.*:/.test(named)) return null
  return isLauncher(named) ? null : named
}

/** What a command starts, and what would have to be vouched for before it is called known. */
export type LaunchTarget = {
  /** As `programOf`. */
  program: string | null
  /** The program itself, or of a launcher what it runs; null where nobody could vouch for it. */
  vouched: string | null
  /** A launcher runs a file out of Program Files, where only an administrator or an installer can put one. */
  installed: boolean
}

/** Reads a command (variables filled in). Pure. */
export const launchTarget = (command: string): LaunchTarget => {
  const { program, rest } = split(command)
  if (program === null || !isLauncher(program)) return { program, vouched: program, installed: false }
  const vouched = toldToRun(program, rest)
  const installed = /^[A-Z]:\\Program Files(?: \(x86\))?\\/i.test(vouched ?? '')
  return { program, vouched, installed }
}
