import type { RunCommand } from '../../../ports/run-command.ts'
import { runPowershell } from './powershell.ts'

const script =
  '$answer=@(Get-CimInstance -Namespace root/SecurityCenter2 AntiVirusProduct|ForEach-Object{@{name=$_.displayName;state=[int64]$_.productState;id=$_.instanceGuid}})'

/** Microsoft's own, which stands in the Security Center beside the others, under this number on every PC. */
const defender = '{D68DDC3A-831F-4FAE-9E44-DA132C1ACF46}'
/** `WSC_SECURITY_PRODUCT_STATE` in bits 12–15 of `productState`: off 0, on 1, snoozed 2, expired 3. */
const on = 1

/**
 * Another maker's antivirus that Windows Security Center says is on. Installing one switches Defender off by itself
 * (Microsoft Learn, "Microsoft Defender Antivirus compatibility with other security products"). Null: there is none, or
 * it could not be asked (a server has no Security Center). Never rejects.
 */
export const otherAntivirus = async (run: RunCommand): Promise<string | null> => {
  try {
    const { code, stdout } = await runPowershell(run, script, { timeout: 20_000 })
    const products: unknown = code === 0 ? JSON.parse(stdout) : null
    if (!Array.isArray(products)) return null
    for (const product of products) {
      const { name, state, id } = (product ?? {}) as Record<string, unknown>
      if (typeof name !== 'string' || name === '' || typeof state !== 'number') continue
      const isDefender = typeof id === 'string' && id.toUpperCase() === defender
      if (!isDefender && ((state >> 12) & 0xf) === on) return name
    }
    return null
  } catch {
    return null
  }
}
