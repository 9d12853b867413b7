import { existsSync } from 'node:fs'
import type { FieldValue } from '../../../contract/event.ts'
import type { RunCommand } from '../../../ports/run-command.ts'

/** Who stands behind a file: `trusted` = a package of the system or a valid signature; `none` = nobody; `unknown` = could not tell. */
export type Owner = { trust: 'trusted' | 'none' | 'unknown'; owner: string | null }

const unknown: Owner = { trust: 'unknown', owner: null }
const limit = { timeout: 20_000 }

const linuxOwner = async (run: RunCommand, path: string): Promise<Owner> => {
  if (existsSync('/usr/bin/dpkg-query')) {
    // Since /usr was merged, a package may know its file by either name.
    for (const name of [path, path.startsWith('/usr/') ? path.slice(4) : `/usr${path}`]) {
      const { code, stdout } = await run.run('dpkg-query', ['--search', name], limit)
      if (code === 0) return { trust: 'trusted', owner: `package ${stdout.split(':')[0] ?? ''}` }
      if (code !== 1) return unknown
    }
    return { trust: 'none', owner: null }
  }
  if (!existsSync('/usr/bin/rpm')) return unknown
  const { code, stdout } = await run.run('rpm', ['-qf', '--qf', '%{NAME}', path], limit)
  return code === 0 ? { trust: 'trusted', owner: `package ${stdout}` } : { trust: 'none', owner: null }
}

const macOwner = async (run: RunCommand, path: string): Promise<Owner> => {
  const { code, problem } = await run.run('/usr/bin/codesign', ['--verify', '--strict', path], limit)
  if (problem !== null || code === null) return unknown
  if (code !== 0) return { trust: 'none', owner: null }
  const { stderr } = await run.run('/usr/bin/codesign', ['-dv', '--verbose=2', path], limit)
  const authority = /^Authority=(.+)$/m.exec(stderr)?.[1] ?? null
  return authority === null ? { trust: 'none', owner: null } : { trust: 'trusted', owner: authority }
}

// Status is a number here (System.Management.Automation.SignatureStatus: 0 = Valid), so no word is translated. The path
// comes in through standard input: no command line is ever put together.
const signatureScript =
  '$p=[Console]::In.ReadToEnd().Trim();$s=Get-AuthenticodeSignature -LiteralPath $p;@{status=[int]$s.Status;subject=$s.SignerCertificate.Subject}|ConvertTo-Json -Compress'

const windowsOwner = async (run: RunCommand, path: string): Promise<Owner> => {
  const { code, stdout } = await run.run(
    'powershell',
    ['-NoProfile', '-NonInteractive', '-Command', signatureScript],
    { ...limit, input: path },
  )
  if (code !== 0) return unknown
  try {
    const { status, subject } = JSON.parse(stdout) as { status?: unknown; subject?: unknown }
    if (status === 0) return { trust: 'trusted', owner: typeof subject === 'string' ? subject : null }
    // 2 = NotSigned, 3 = HashMismatch, 4 = NotTrusted; 1 is an unknown error.
    return status === 1 ? unknown : { trust: 'none', owner: typeof subject === 'string' ? subject : null }
  } catch {
    return unknown
  }
}

/** The program that a command starts: its first word, or what stands in quotes at its beginning. Null for a bare name. Pure. */
export const programOf = (command: string): string | null => {
  const bare = command.trim().replace(/^[@!+:-]+(?=\/)/, '')
  const word =
    /^"([^"]+)"/.exec(bare)?.[1] ??
    /^([A-Za-z]:\\.*?\.(?:exe|dll|bat|cmd|scr))(?:\s|$)/i.exec(bare)?.[1] ??
    bare.split(/\s/)[0] ??
    ''
  return /^(?:\/|[A-Za-z]:\\)/.test(word) ? word : null
}

/** Asks the system who a file belongs to. Rejects never; what cannot be told is `unknown`. */
export const ownerOf = async (run: RunCommand, platform: NodeJS.Platform, path: string): Promise<Owner> => {
  const ask = platform === 'win32' ? windowsOwner : platform === 'darwin' ? macOwner : linuxOwner
  return ask(run, path).catch(() => unknown)
}

/** Judges an autostart entry by its own file and by the program it starts. */
export const judgeOwner = async (
  run: RunCommand,
  platform: NodeJS.Platform,
  details: Readonly<Record<string, FieldValue>>,
): Promise<Readonly<Record<string, FieldValue>>> => {
  const { path, commands } = details
  const program = Array.isArray(commands) && typeof commands[0] === 'string' ? programOf(commands[0]) : null
  // On Linux the package knows the file itself; elsewhere the signature is on the program.
  const asked = platform === 'linux' && typeof path === 'string' && path.startsWith('/') ? path : program
  if (asked === null) return { program, trust: 'unknown', owner: null }
  return { program, ...(await ownerOf(run, platform, asked)) }
}
