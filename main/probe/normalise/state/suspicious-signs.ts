/**
 * Signs that a command line or script was not left by an installer. Each is a habit of attackers described in the
 * ATT&CK technique named beside it; ordinary software shows them seldom.
 */
const signs: readonly (readonly [id: string, pattern: RegExp])[] = [
  // T1059.001
  [
    'encoded-powershell',
    /\b(?:ps|powershell|pwsh)(?:\.exe)?\b[^\n]{0,300}\s[-/]e(?:n(?:c[a-z]*)?|c)?\s+["']?[A-Za-z0-9+/=]{16,}/i,
  ],
  ['hidden-powershell', /(?:powershell|pwsh)[^\n]{0,300}\s[-/]w[a-z]*\s+(?:h[a-z]*|1)\b/i],
  [
    'powershell-download',
    /(?:downloadstring|downloadfile|invoke-webrequest|\biwr\b|\biex\b|frombase64string)/i,
  ],
  // T1218
  [
    'script-host',
    /\b(?:mshta|wscript|cscript|regsvr32|installutil|msxsl)(?:\.exe)?\b[^\n]{0,200}(?:\\temp\\|\\appdata\\|\\public\\|\.(?:js|jse|vbs|vbe|wsf|hta|sct)\b)|\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,200}(?:\\|%)(?:temp|appdata|localappdata|public)(?:\\|%)[^\n]{0,200}\.ps1\b/i,
  ],
  [
    'rundll-odd',
    /rundll32(?:\.exe)?"?\s+[^\n]{0,200}(?:\\temp\\|\\appdata\\local\\temp|\\public\\|\\programdata\\[^\\\n]+\.dll)/i,
  ],
  [
    'remote-script',
    /\b(?:mshta|wscript|cscript|regsvr32|installutil|msxsl|rundll32)(?:\.exe)?\b[^\n]{0,200}(?:https?:|javascript:|vbscript:|\bscript:)|\bmsiexec(?:\.exe)?\b[^\n]{0,200}\s[/-](?:i|a|j[mu]?|p|package|update)\s*"?https?:/i,
  ],
  // T1105
  [
    'download-and-run',
    /\b(?:curl|wget|fetch)\b[^\n|;]{0,300}\|\s*(?:sudo\s+)?(?:\/[\w/.-]*\/)?(?:(?:ba|z|da|k)?sh|python[\d.]*|perl|ruby|php|node)\b|(?:\beval\b|\b(?:ba|z|da|k)?sh\b|\bsource\b|(?:^|[\s;&])\.)[^\n]{0,100}(?:<\(|\$\(|`)\s*(?:curl|wget)\b|\b(?:curl|wget)\b[^\n]{0,300}(?:;|&&)\s*(?:chmod\s+(?:[ugoa]*\+\w*x|[0-7]*[1357][0-7]*)\s|(?:\/[\w/.-]*\/)?(?:(?:ba|z|da|k)?sh|python[\d.]*|perl)\s)/m,
  ],
  ['lolbin-download', /\b(?:certutil[^\n]{0,100}-urlcache|bitsadmin[^\n]{0,100}\/transfer)/i],
  [
    'decode-and-run',
    /base64\s+(?:-d|-D|--decode)[^\n]{0,200}\|\s*(?:\/[\w/.-]*\/)?(?:(?:ba|z|da)?sh|python[\d.]*|perl)\b|(?:\beval\b|\b(?:ba|z|da)?sh\s+-c\b)[^\n]{0,60}(?:\$\(|`)[^\n]{0,120}base64\s+(?:-d|-D|--decode)/,
  ],
  // T1059.004: a shell for somebody far away
  [
    'reverse-shell',
    /\/dev\/(?:tcp|udp)\/|\b(?:nc|ncat|netcat)\b[^\n]{0,100}\s-[a-z]*[ec]\b|\bsocat\b[^\n]{0,200}exec:|\bmkfifo\b[^\n]{0,200}\b(?:nc|telnet)\b/i,
  ],
  [
    'inline-script',
    /\b(?:python[23]?|perl|ruby|php)\s+-(?:c|e|r)\s+['"][^\n]{0,400}(?:socket|exec|eval|base64)/,
  ],
  // T1036, T1564: places where programs do not live
  [
    'temp-place',
    /(?:^|[\s"'=])(?:\/tmp\/|\/var\/tmp\/|\/dev\/shm\/|\/private\/tmp\/|\/Users\/Shared\/)|\\(?:temp|tmp)\\|%temp%|%tmp%|\\users\\public\\|\\windows\\(?:debug|tasks|fonts)\\|\$recycle\.bin|\\perflogs\\/i,
  ],
  [
    'hidden-place',
    /(?:^|[\s"'=:])~?(?:\/[\w .-]+)*\/\.(?!(?:local|config|nvm|cargo|rbenv|pyenv|rustup|volta|bun|deno|sdkman|npm|cache\/(?!\.))\b)[\w-]+\/[^\s"']*\.(?:sh|py|elf|bin)\b/,
  ],
  // A hidden folder within a hidden folder; `.bin` and the like are makers' own.
  [
    'hidden-place',
    /(?:^|[\s"'=:])(?:~|%h|\$HOME|\/home\/[\w.-]+|\/root|\/Users\/[\w.-]+)(?:\/[\w-][\w .-]*){0,6}\/\.[\w-]+(?:\/[\w-][\w .-]*){0,6}\/\.(?!(?:bin|tools|venv|local|config|npm|cache|cargo|deno|bun|nvm)\/)[\w-]+\/[\w.-]/m,
  ],
  // A program that lies loose among the user's files: an installer makes a folder for it.
  [
    'loose-program',
    /(?:[a-z]:\\users\\[^\\"\n]{1,64}\\(?:appdata\\(?:roaming|local|locallow)\\|(?:(?:downloads|documents|desktop|pictures|videos|music)\\(?:[^\\"\n]{1,100}\\){0,6}))?|[a-z]:\\programdata\\|%(?:appdata|localappdata|programdata|allusersprofile|userprofile)%\\)[^\\"\n]{1,100}\.(?:exe|scr|com|pif|bat|cmd|ps1|vbs|vbe|js|jse|hta|dll)\b/i,
  ],
  ['preload', /\b(?:LD_PRELOAD|DYLD_INSERT_LIBRARIES)\s*=/],
]

/** What ordinary software shows too, seldom: a package or a signature that vouches for it explains these. */
const explicable: ReadonlySet<string> = new Set([
  'hidden-powershell',
  'script-host',
  'rundll-odd',
  'temp-place',
  'hidden-place',
  'loose-program',
  'preload',
])

/** Is this a sign that nobody's signature explains? Pure. */
export const isAttackSign = (sign: string): boolean => !explicable.has(sign)

/**
 * What installers leave to be run once after a restart: it deletes their own temporary folder (IExpress, OneDrive's updater).
 * One whole line, nothing chained to it, and Windows' own programs only.
 */
const cleanUps = [
  /^"?(?:(?:[a-z]:\\windows|%windir%|%systemroot%)\\(?:system32|syswow64)\\)?rundll32(?:\.exe)?"? (?:[a-z]:\\windows\\(?:system32|syswow64)\\)?advpack\.dll,DelNodeRunDLL32 "?[a-z]:\\[^"&|<>^%,]*"?$/i,
  /^"?(?:(?:[a-z]:\\windows|%windir%|%systemroot%)\\(?:system32|syswow64)\\)?cmd(?:\.exe)?"?(?: \/[a-z])* (?:del|erase|rd|rmdir)(?: \/[a-z])* "?[a-z]:\\[^"&|<>^%]*"?$/i,
]

const mostText = 200_000
const mostLine = 4000

/**
 * Ids of the signs that a text shows. Looks at the first 200,000 characters and at 4,000 of a line, after runs of blanks
 * were made one: padding hides nothing, and a hostile text costs little. Pure.
 */
export const suspiciousSigns = (text: string): string[] => {
  const looked = text
    .slice(0, mostText)
    .split('\n')
    .map((line) => line.replace(/[ \t\r]+/g, ' ').slice(0, mostLine))
    .filter((line) => !cleanUps.some((pattern) => pattern.test(line.trim())))
    .join('\n')
  return [...new Set(signs.filter(([, pattern]) => pattern.test(looked)).map(([id]) => id))]
}
