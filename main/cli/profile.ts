import { createText } from '../contract/text.ts'
import { checkStandard, type Requirement } from '../present/standard-check.ts'
import { readProfile } from '../setup.ts'

/**
 * `cli profile check FILE`: holds a provider profile against the service standard. One JSON object a requirement on
 * stdout, words on stderr. Exit code 1 where one is not met, 2 where the file is no profile.
 */
export const checkProfile = (file: string, options: { json: boolean }): number => {
  const text = createText('ja')
  let requirements: Requirement[]
  try {
    requirements = checkStandard(readProfile(file))
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 2
  }
  const count = (answer: Requirement['answer']) => requirements.filter((r) => r.answer === answer).length
  for (const { id, answer, fact } of requirements) {
    const title = text(`standard.${id}`)
    console.log(JSON.stringify({ id, title, answer, fact }))
    if (!options.json)
      console.error(`${text(`standard.answer.${answer}`)}: ${title}${fact ? ` (${fact})` : ''}`)
  }
  const numbers = { met: count('met'), notMet: count('not-met'), unknown: count('cannot-check') }
  if (!options.json) console.error(text('standard.summary', numbers))
  return numbers.notMet > 0 ? 1 : 0
}
