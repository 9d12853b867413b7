import type { Alert } from '../../main/contract/alert.ts'
import { type IncidentRecord, recordStepSchema } from '../../main/contract/record.ts'
import { entryWords } from '../../main/contract/record-words.ts'
import { useText } from '../state/page.tsx'
import { longDate } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { RecordPhoto } from './record-photo.tsx'

/** The record in its five steps, each entry with time and person; a step without entries says so. */
export const RecordSteps = ({ alert, record }: { alert: Alert; record: IncidentRecord }) => {
  const t = useText()
  return (
    <div className="record" data-testid="record">
      {recordStepSchema.options.map((step) => {
        const entries = record.entries.filter((e) => e.step === step)
        return (
          <section key={step} data-testid={`record-${step}`}>
            <h3>
              <Words>{t(`papers.steps.${step}`)}</Words>
            </h3>
            {entries.length === 0 && (
              <p className="small not-stated">
                <Words>{t('papers.nothingYet')}</Words>
              </p>
            )}
            <dl className="written">
              {entries.map((entry) => (
                <div key={entry.number}>
                  <dt>{longDate(entry.at, t.language)}</dt>
                  <dd>
                    <Words>{entryWords(entry, alert, t)}</Words>
                    {entry.who && <Words>{t('paper.byPerson', { who: entry.who })}</Words>}
                    {typeof entry.facts.sha256 === 'string' && (
                      <RecordPhoto id={alert.id} number={entry.number} name={String(entry.facts.value)} />
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
    </div>
  )
}
