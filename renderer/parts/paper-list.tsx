import type { PaperKind } from '../../main/contract/paper.ts'
import { useText } from '../state/page.tsx'
import { keepFile } from '../words/keep-file.ts'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

/** Papers that this PC makes by itself; each is kept as a file: to print, or as data. */
export const PaperList = ({ kinds, alertId }: { kinds: readonly PaperKind[]; alertId: string | null }) => {
  const t = useText()
  const make = useAsk('paper.make')
  const go = async (kind: PaperKind, format: 'pdf' | 'json') => {
    const made = await make.run({ kind, alertId, format })
    if (made) keepFile(made.out.name, { base64: made.out.base64 }, `application/${format}`)
  }
  return (
    <section className="by-people">
      <h2>
        <Words>{t('papers.make')}</Words>
      </h2>
      <ul className="rows">
        {kinds.map((kind) => (
          <li key={kind} className="paper-row">
            <Button
              icon="papers"
              isDisabled={make.busy}
              onPress={() => void go(kind, 'pdf')}
              data-testid={`paper-${kind}`}
            >
              {t(`paper.${kind}.title`)}
            </Button>
            <Button
              look="quiet"
              isDisabled={make.busy}
              onPress={() => void go(kind, 'json')}
              data-testid={`paper-${kind}-data`}
            >
              {t('papers.data')}
            </Button>
          </li>
        ))}
      </ul>
      <Problem text={make.problem} />
    </section>
  )
}
