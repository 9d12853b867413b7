import type { RunCommand } from '../../../ports/run-command.ts'
import { isLauncher, programName } from '../../normalise/state/launch-target.ts'
import { nobody, type Owner, unknownOwner } from './owner.ts'
import { packageOwner } from './package-owner.ts'
import { runPowershell } from './powershell.ts'

const limit = { timeout: 20_000 }

/** What Apple signs its own system with; others' programs have the name of a developer. */
const applesSystem = 'Software Signing'

const macOwner = async (run: RunCommand, path: string): Promise<Owner> => {
  // Anybody can make a certificate: only a chain that ends at Apple counts (TN3127).
  const args = ['--verify', '--strict', '-R=anchor apple generic', path]
  const { code, problem } = await run.run('/usr/bin/codesign', args, limit)
  if (problem !== null || code === null) return unknownOwner
  if (code !== 0) return nobody
  const { stderr } = await run.run('/usr/bin/codesign', ['-dv', '--verbose=2', path], limit)
  const authority = /^Authority=(.+)$/m.exec(stderr)?.[1] ?? null
  if (authority === null) return nobody
  // A shell under another name is still Apple's.
  if (authority === applesSystem && !/^\/(?:bin|sbin|usr|System|Library\/Apple|Applications)\//.test(path))
    return { trust: 'unknown', owner: authority }
  return { trust: 'trusted', owner: authority }
}

// Status is a number here (System.Management.Automation.SignatureStatus: 0 = Valid), so no word is translated. Of a file that
// is not there nothing comes, and nothing is the number 0 to PowerShell: that must not pass for a valid signature.
const signatureScript =
  '$s=Get-AuthenticodeSignature -LiteralPath $given;if($null -eq $s){exit 2};$answer=@{status=[int]$s.Status;subject=$s.SignerCertificate.Subject;name=(Get-Item -LiteralPath $given -Force).VersionInfo.OriginalFilename}'

/** Part of Windows or a launcher, but under another name or away from home: so attackers hide `wscript` and `cmd` (T1036.003). */
const disguised = (path: string, subject: string | null, name: string | null): boolean =>
  (name !== null && isLauncher(name) && programName(name) !== programName(path)) ||
  (/^CN=Microsoft Windows,/i.test(subject ?? '') &&
    !/^[A-Z]:\\(?:Windows\\(?!Temp\\|Tasks\\|Debug\\|Fonts\\)|Program Files(?: \(x86\))?\\)/i.test(path))

const windowsOwner = async (run: RunCommand, path: string): Promise<Owner> => {
  const { code, stdout } = await runPowershell(run, signatureScript, { ...limit, given: path })
  if (code !== 0) return unknownOwner
  try {
    const answer = JSON.parse(stdout) as { status?: unknown; subject?: unknown; name?: unknown }
    const [subject, name] = [answer.subject, answer.name].map((x) => (typeof x === 'string' && x ? x : null))
    const owner = subject ?? null
    // A signature that holds has a signer.
    if (answer.status === 0 && owner === null) return unknownOwner
    if (answer.status === 0)
      return { trust: disguised(path, owner, name ?? null) ? 'unknown' : 'trusted', owner }
    // 2 = NotSigned, 3 = HashMismatch, 4 = NotTrusted; 1 is an unknown error.
    return { trust: answer.status === 1 ? 'unknown' : 'none', owner: answer.status === 1 ? null : owner }
  } catch {
    return unknownOwner
  }
}

/** Asks the system who a file belongs to. Rejects never; what cannot be told is `unknown`. `root` is for tests on Linux. */
export const ownerOf = async (
  run: RunCommand,
  platform: NodeJS.Platform,
  path: string,
  root = '',
): Promise<Owner> => {
  const asked =
    platform === 'win32'
      ? windowsOwner(run, path)
      : platform === 'darwin'
        ? macOwner(run, path)
        : packageOwner({ run, path, root })
  return asked.catch(() => unknownOwner)
}
