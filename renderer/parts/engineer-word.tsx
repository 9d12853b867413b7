import type { HelpRequest } from '../../main/contract/request.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'

/** Who comes, and the two-way word: the engineer says its first half, the customer answers with the second. */
export const EngineerWord = ({ engineer }: { engineer: NonNullable<HelpRequest['engineer']> }) => {
  const t = useText()
  const [first = '', second = ''] = engineer.word.split('・')
  return (
    <section className="receipt" data-testid="engineer">
      <h2>
        <Words>{t('request.comes')}</Words>
      </h2>
      <p>
        <strong data-testid="engineer-name">{engineer.name}</strong>
      </p>
      <h3>
        <Words>{t('request.word')}</Words>
      </h3>
      <p className="receipt-number" data-testid="engineer-word">
        {engineer.word}
      </p>
      <p>
        <Words>{t('request.wordUse', { first, second })}</Words>
      </p>
      <p>
        <Words>{t('request.wordWrong')}</Words>
      </p>
    </section>
  )
}
