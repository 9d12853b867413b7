import type { EvidenceItem } from '../../main/contract/tools.ts'
import { useText } from '../state/page.tsx'
import { number } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Fold } from './fold.tsx'
import { Tick } from './tick.tsx'

type PartProps = { item: EvidenceItem; chosen: boolean; choose: (on: boolean) => void }

/** One part of the evidence: its name, its size, whether it holds names, and all of its text. */
export const EvidencePart = ({ item, chosen, choose }: PartProps) => {
  const t = useText()
  const name = t.first([`evidence.item.${item.name.replace(/\.json$/, '')}`]) ?? item.name
  return (
    <li data-testid={`evidence-${item.name}`} data-chosen={chosen}>
      <Tick on={chosen} change={choose}>
        {name}
      </Tick>
      <p className="small">
        <Words>{t('evidence.sizeKb', { size: number(Math.ceil(item.size / 1024), t.language) })}</Words>
        {item.personal && (
          <>
            {' '}
            <strong>
              <Words>{t('evidence.personal')}</Words>
            </strong>
          </>
        )}
      </p>
      <Fold title={t('evidence.read')} level={3}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard. */}
        <pre className="evidence-text" tabIndex={0}>
          {item.text}
        </pre>
      </Fold>
    </li>
  )
}
