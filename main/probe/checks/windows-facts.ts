import { z } from 'zod'
import type { RunCommand } from '../../ports/run-command.ts'
import { CannotTell } from './cannot-tell.ts'
import { windowsScript } from './windows-script.ts'

/** What the script prints: per block a value, or why there is none. */
const answerSchema = z.object({
  schema: z.literal(1),
  blocks: z.record(z.string(), z.union([z.object({ value: z.unknown() }), z.object({ error: z.string() })])),
})

const tool = 'PowerShell'
/**
 * .NET and PowerShell names of errors (language-free): who may not, what is not there.
 * https://learn.microsoft.com/dotnet/api/system.management.automation.errorrecord.fullyqualifiederrorid
 */
const errorReason = (error: string): CannotTell => {
  // Constrained Language Mode also calls itself a denied permission, so it is asked first.
  if (
    /NotSupportedInConstrainedLanguage|ConstrainedLanguage|MethodInvocationNotSupported|CannotCreateTypeConstrained/i.test(
      error,
    )
  )
    return new CannotTell('restricted')
  if (/AccessDenied|Unauthorized|PermissionDenied|0x80041003|SecurityException/i.test(error))
    return new CannotTell('needs-admin')
  if (/CommandNotFound|CouldNotAutoload|CimClassNotFound|InvalidNamespace|0x8004100E|0x80041010/i.test(error))
    return new CannotTell('part-missing')
  return new CannotTell('tool-failed', { tool, detail: error.slice(0, 200) })
}

/** PowerShell wants its script as Base64 of UTF-16LE. */
export const encodedScript = Buffer.from(windowsScript, 'utf16le').toString('base64')

/**
 * All facts of Windows come from ONE run of PowerShell, started with the first block that is asked for. A block that
 * failed, is missing or has another shape throws `CannotTell`.
 */
export const createWindowsFacts = (run: RunCommand) => {
  let answer: Promise<z.infer<typeof answerSchema>> | null = null
  const ask = async () => {
    const { code, problem, stdout } = await run.run(
      'powershell.exe',
      ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-EncodedCommand', encodedScript],
      { timeout: 120_000 },
    )
    if (problem === 'not-found') throw new CannotTell('tool-missing', { tool })
    if (problem || code !== 0)
      throw new CannotTell('tool-failed', { tool, detail: problem ?? `exit ${code}` })
    let json: unknown
    try {
      json = JSON.parse(stdout.replace(/^\uFEFF/, ''))
    } catch {
      throw new CannotTell('tool-failed', { tool, detail: 'not JSON' })
    }
    const parsed = answerSchema.safeParse(json)
    if (!parsed.success) throw new CannotTell('tool-failed', { tool, detail: 'unexpected JSON' })
    return parsed.data
  }
  return async <T>(block: string, schema: z.ZodType<T>): Promise<T> => {
    answer ??= ask()
    const told = (await answer).blocks[block]
    if (!told) throw new CannotTell('part-missing')
    if ('error' in told) throw errorReason(told.error)
    const parsed = schema.safeParse(told.value)
    if (!parsed.success) throw new CannotTell('tool-failed', { tool, detail: `unexpected ${block}` })
    return parsed.data
  }
}
