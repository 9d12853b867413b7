import { useState } from 'react'
import type { AskIn, AskName, AskOut } from '../../main/contract/api.ts'
import { Failure } from '../../main/contract/failure.ts'
import { useClient, useText } from '../state/page.tsx'

/**
 * One ask of the core from a screen: `run` resolves to null when it failed, and `problem` then holds the
 * sentence to show. `busy` while under way.
 */
export const useAsk = <N extends AskName>(name: N) => {
  const client = useClient()
  const t = useText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const run = async (input: AskIn<N>): Promise<{ out: AskOut<N> } | null> => {
    setBusy(true)
    setProblem(null)
    try {
      return { out: await client.ask(name, input) }
    } catch (error) {
      const code = error instanceof Failure ? error.code : 'internal'
      setProblem(t.first([`failure.${code}`, 'failure.internal']))
      return null
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, problem }
}
