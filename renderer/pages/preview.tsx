import { useEffect, useState } from 'react'
import type { AskOut } from '../../main/contract/api.ts'
import { type PaperKind, paperKinds } from '../../main/contract/paper.ts'
import { plain } from '../../main/contract/ruby.ts'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/choice.tsx'
import { PaperQuestions } from '../parts/paper-questions.tsx'
import { PaperSheet } from '../parts/paper-sheet.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { keepFile } from '../words/keep-file.ts'
import { Words } from '../words/phrases.tsx'

/** A paper to read before it is saved or printed; what it still lacks can be added below. */
export const PreviewPage = ({ kind, alertId }: { kind: string | null; alertId: string | null }) => {
  const t = useText()
  const known = paperKinds.find((k) => k === kind)
  const back = known === 'drill-record' ? hashOf('drill', alertId) : hashOf('papers', alertId)
  return (
    <>
      <BackLink href={back}>{t('papers.back')}</BackLink>
      {known ? <Preview kind={known} alertId={alertId} /> : <Nothing alone title={t('papers.gone')} />}
    </>
  )
}

/** This month and the two before it, `2026-11` first. */
const lastMonths = (now: Date): string[] =>
  [0, 1, 2].map((back) => {
    const month = new Date(now.getFullYear(), now.getMonth() - back, 1)
    return `${month.getFullYear()}-${String(month.getMonth() + 1).padStart(2, '0')}`
  })

const Preview = ({ kind, alertId }: { kind: PaperKind; alertId: string | null }) => {
  const t = useText()
  const preview = useAsk('paper.preview')
  const make = useAsk('paper.make')
  const printed = useAsk('paper.printed')
  const months = lastMonths(new Date())
  const [month, setMonth] = useState(months[0]!)
  const [shown, setShown] = useState<AskOut<'paper.preview'> | null>(null)
  const [version, setVersion] = useState(0)
  const [made, setMade] = useState('')
  const monthly = kind === 'monthly-report'
  const wish = { kind, alertId, month: monthly ? month : null }
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for another paper and after each answer.
  useEffect(() => {
    let wanted = true
    void preview.run(wish).then((read) => wanted && read && setShown(read.out))
    return () => {
      wanted = false
    }
  }, [kind, alertId, month, version])
  const print = () => {
    window.print()
    void printed.run({ kind })
  }
  const save = async (format: 'pdf' | 'json') => {
    const got = await make.run({ ...wish, format })
    if (!got) return
    keepFile(got.out.name, { base64: got.out.base64 }, `application/${format}`)
    setMade(got.out.name)
  }
  return (
    <article className="paper" data-testid="preview">
      <h1>
        <Words>{shown ? shown.paper.title : t(`paper.${kind}.title`)}</Words>
      </h1>
      <p className="by-people">
        <Words>{t('preview.lead')}</Words>
      </p>
      {monthly && (
        <div className="by-people">
          <Choice<string>
            label={t('preview.month')}
            value={month}
            options={months.map((id) => ({ id, label: id.replace('-', '/') }))}
            onChange={setMonth}
            data-testid="preview-month"
          />
        </div>
      )}
      <Problem text={preview.problem ?? make.problem ?? printed.problem} />
      {!shown && preview.busy && (
        <p role="status">
          <Words>{t('preview.making')}</Words>
        </p>
      )}
      {shown && (
        <>
          <div className="actions by-people">
            <Button
              look="main"
              icon="papers"
              isDisabled={make.busy}
              onPress={() => void save('pdf')}
              data-testid="preview-save"
            >
              {t('preview.save')}
            </Button>
            <Button isDisabled={make.busy} onPress={print} data-testid="preview-print">
              {t('preview.print')}
            </Button>
            <Button
              look="quiet"
              isDisabled={make.busy}
              onPress={() => void save('json')}
              data-testid="preview-data"
            >
              {t('preview.data')}
            </Button>
          </div>
          <p role="status" className="by-people" data-testid="preview-made">
            {make.busy && <Words>{t('preview.making')}</Words>}
            {!make.busy && made && <Words>{t('preview.made', { name: plain(made) })}</Words>}
          </p>
          <PaperSheet paper={shown.paper} alertId={alertId} />
          <PaperQuestions
            key={kind + (alertId ?? '')}
            kind={kind}
            alertId={alertId}
            questions={shown.questions}
            changed={() => setVersion(version + 1)}
          />
        </>
      )}
    </article>
  )
}
