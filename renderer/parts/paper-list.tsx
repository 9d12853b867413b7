import type { PaperKind } from '../../main/contract/paper.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

/** Hands a file to the browser to keep. */
const keep = (name: string, base64: string, type: string): void => {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}

/** Papers that this PC makes by itself; each is kept as a file. */
export const PaperList = ({ kinds, alertId }: { kinds: readonly PaperKind[]; alertId: string | null }) => {
  const t = useText()
  const make = useAsk('paper.make')
  const go = async (kind: PaperKind) => {
    const made = await make.run({ kind, alertId, format: 'pdf' })
    if (made) keep(made.out.name, made.out.base64, 'application/pdf')
  }
  return (
    <section className="by-people">
      <h2>
        <Words>{t('papers.make')}</Words>
      </h2>
      <ul className="rows">
        {kinds.map((kind) => (
          <li key={kind}>
            <Button
              icon="papers"
              isDisabled={make.busy}
              onPress={() => void go(kind)}
              data-testid={`paper-${kind}`}
            >
              {t(`paper.${kind}.title`)}
            </Button>
          </li>
        ))}
      </ul>
      <Problem text={make.problem} />
    </section>
  )
}
