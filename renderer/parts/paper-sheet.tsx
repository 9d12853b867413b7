import type { Paper, Section } from '../../main/contract/paper.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Steps } from './first-steps.tsx'
import { QrCode } from './qr-code.tsx'
import { RecordPhoto } from './record-photo.tsx'

/** A paper on the screen, with the very words that will be printed. */
export const PaperSheet = ({ paper, alertId }: { paper: Paper; alertId: string | null }) => (
  <div className="sheet" data-testid="sheet">
    {paper.image && <img className="sheet-mark" src={paper.image} alt="" />}
    <p>
      <Words>{paper.lead}</Words>
    </p>
    {paper.sections.map((section) => (
      <SheetSection key={section.heading} section={section} alertId={alertId} />
    ))}
    <p className="small">
      <Words>{paper.foot}</Words>
    </p>
  </div>
)

const SheetSection = ({ section, alertId }: { section: Section; alertId: string | null }) => {
  const t = useText()
  const { heading, lines = [], numbered, rows = [], table = [], codes = [], photos = [] } = section
  const pairs = [
    ...rows.map((r) => [r.label, r.value] as const),
    ...table.map(([at, what]) => [at || t('common.unknown'), what] as const),
  ]
  return (
    <section>
      <h2>
        <Words>{heading}</Words>
      </h2>
      {numbered ? (
        <Steps steps={[...lines]} />
      ) : (
        lines.map((line) => (
          <p key={line}>
            <Words>{line}</Words>
          </p>
        ))
      )}
      {pairs.length > 0 && (
        <dl className="written">
          {pairs.map(([label, value], i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries of one minute may read the same; a paper never moves.
            <div key={i}>
              <dt>
                <Words>{label}</Words>
              </dt>
              <dd className={value ? undefined : 'not-stated'}>
                <Words>{value || t('common.unknown')}</Words>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {codes.length > 0 && (
        <div className="actions">
          {codes.map((c) => (
            <figure key={c.label}>
              <QrCode content={c.content} label={t('handOver.alt', { label: c.label })} />
              <figcaption>
                <Words>{c.label}</Words>
              </figcaption>
            </figure>
          ))}
        </div>
      )}
      {alertId &&
        photos.map((p) => <RecordPhoto key={p.number} id={alertId} number={p.number} name={p.label} />)}
    </section>
  )
}
