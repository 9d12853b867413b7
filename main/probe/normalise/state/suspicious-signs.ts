/**
 * Signs that a command line or script was not left by an installer. Each is a habit of attackers described in the
 * ATT&CK technique named beside it; ordinary software shows them seldom.
 */
const signs: readonly (readonly [id: string, pattern: RegExp])[] = [
  // T1059.001
  [
    'encoded-powershell',
    /\bp(?:ower)?s(?:hell)?(?:\.exe)?\b[^\n]{0,300}\s-e(?:nc|ncodedcommand|c)?\s+[A-Za-z0-9+/=]{16,}/i,
  ],
  ['hidden-powershell', /powershell[^\n]{0,300}-w(?:indowstyle)?\s+hidden/i],
  [
    'powershell-download',
    /(?:downloadstring|downloadfile|invoke-webrequest|\biwr\b|\biex\b|frombase64string)/i,
  ],
  // T1218
  [
    'script-host',
    /\b(?:mshta|wscript|cscript|regsvr32|installutil|msxsl)(?:\.exe)?\b[^\n]{0,200}(?:https?:|\\temp\\|\\appdata\\|\\public\\|\.(?:js|jse|vbs|vbe|wsf|hta|sct)\b)/i,
  ],
  [
    'rundll-odd',
    /rundll32(?:\.exe)?"?\s+[^\n]{0,200}(?:javascript:|\\temp\\|\\appdata\\local\\temp|\\public\\|\\programdata\\[^\\\n]+\.dll)/i,
  ],
  // T1105
  ['download-and-run', /\b(?:curl|wget|fetch)\b[^\n|;]{0,300}\|\s*(?:sudo\s+)?(?:ba|z|da|k)?sh\b/],
  ['lolbin-download', /\b(?:certutil[^\n]{0,100}-urlcache|bitsadmin[^\n]{0,100}\/transfer)/i],
  ['decode-and-run', /base64\s+(?:-d|-D|--decode)[^\n]{0,200}\|\s*(?:ba|z|da)?sh\b/],
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
  ['preload', /\b(?:LD_PRELOAD|DYLD_INSERT_LIBRARIES)\s*=/],
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
    .map((line) => line.replace(/[ \t]+/g, ' ').slice(0, mostLine))
    .join('\n')
  return signs.filter(([, pattern]) => pattern.test(looked)).map(([id]) => id)
}
