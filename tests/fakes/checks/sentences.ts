import { expect } from 'vitest'
import { createText } from '../../../main/contract/text.ts'

/** Each answer has words: what is to be mended a sentence of its own, what could not be told at least a common one. */
export const expectSentences = (answers: readonly (readonly [id: string, answer: string])[]): void => {
  for (const language of ['ja', 'en'] as const) {
    const text = createText(language)
    for (const [id, answer] of answers) {
      const [kind, code] = answer.split(':')
      const keys = [
        `check.${id}.${code}`,
        ...(kind === 'mend' ? [] : [`checkReason.${code}`, `reason.${code}`]),
      ]
      if (code) expect([id, code, text.first(keys)]).not.toContain(null)
    }
  }
}
