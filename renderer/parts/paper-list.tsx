import { Link } from 'react-aria-components'
import type { PaperKind } from '../../main/contract/paper.ts'
import { useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

/** Papers that this PC makes by itself; each opens to be read, then saved or printed. */
export const PaperList = ({ kinds, alertId }: { kinds: readonly PaperKind[]; alertId: string | null }) => {
  const t = useText()
  return (
    <section className="by-people">
      <h2>
        <Words>{t('papers.make')}</Words>
      </h2>
      <ul className="rows">
        {kinds.map((kind) => (
          <li key={kind}>
            <Link className="row" href={hashOf('paper', kind, alertId)} data-testid={`paper-${kind}`}>
              <Icon name="papers" />
              <span className="row-body">
                <Words>{t(`paper.${kind}.title`)}</Words>
              </span>
              <Icon name="open" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
