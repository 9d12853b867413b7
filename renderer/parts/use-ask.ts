import { useState } from 'react'
import type { AskIn, AskName, AskOut } from '../../main/contract/api.ts'
import { Failure, type FailureData } from '../../main/contract/failure.ts'
import { useClient, useText } from '../state/page.tsx'

/**
 * One ask of the core from a screen: `run` resolves to null when it failed, and `problem` then holds the
 * sentence to show. `busy` while under way.
 */
export const useAsk = <N extends AskName>(name: N) => {
  const client = useClient()
  const t = useText()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<FailureData['code'] | null>(null)
  const run = async (input: AskIn<N>): Promise<{ out: AskOut<N> } | null> => {
    setBusy(true)
    setFailed(null)
    try {
      return { out: await client.ask(name, input) }
    } catch (error) {
      setFailed(error instanceof Failure ? error.code : 'internal')
      return null
    } finally {
      setBusy(false)
    }
  }
  // Made here, not when it failed: the language may change while it stands there.
  const problem = failed && t.first([`failure.${failed}`, 'failure.internal'])
  return { run, busy, problem }
}
