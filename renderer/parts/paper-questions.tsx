import { useState } from 'react'
import type { AskOut } from '../../main/contract/api.ts'
import type { PaperKind } from '../../main/contract/paper.ts'
import { usePlainText, useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'
import { useOnce } from './use-once.ts'

type Questions = AskOut<'paper.preview'>['questions']
type PaperQuestionsProps = {
  kind: PaperKind
  alertId: string | null
  questions: Questions
  /** The paper has to be made anew. */
  changed: () => void
}

const withoutCompany: readonly PaperKind[] = ['hand-over-sheet', 'drill-record', 'check-sheet']

/** What a paper still asks people: each answer goes into the incident's record, the company's own facts into the settings. */
export const PaperQuestions = ({ kind, alertId, questions, changed }: PaperQuestionsProps) => {
  const t = useText()
  const plain = usePlainText()
  const { settings } = useSnapshot()
  const add = useAsk('record.add')
  const update = useAsk('settings.update')
  const { busy, once } = useOnce()
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const [company, setCompany] = useState(settings.company)
  const [bank, setBank] = useState(settings.bank)
  const [kept, setKept] = useState(false)
  const asksCompany = !withoutCompany.includes(kind)
  const asksBank = kind === 'emergency-card'
  if (!asksCompany && questions.length === 0) return null
  const write = (change: () => void) => {
    setKept(false)
    change()
  }
  const save = async () => {
    if (company !== settings.company || bank !== settings.bank)
      if (!(await update.run({ company: company.trim(), bank: bank.trim() }))) return
    for (const { id, value: before } of questions) {
      const value = answers[id]?.trim()
      if (alertId === null || value === undefined || value === before) continue
      const text = plain('paper.clockSaid', {
        what: plain(`paper.${id}`),
        answer: value || plain('common.unknown'),
      })
      const entry = {
        type: 'note',
        step: 'investigate',
        who: settings.contact,
        text,
        topic: `fact.${id}`,
        value,
      } as const
      if (!(await add.run({ id: alertId, entry }))) return
    }
    setKept(true)
    changed()
  }
  return (
    <section className="by-people" data-testid="paper-questions">
      <h2>
        <Words>{t('preview.ask')}</Words>
      </h2>
      <p>
        <Words>{t('preview.askHint')}</Words>
      </p>
      {asksCompany && (
        <Field
          label={t('paper.company')}
          hint={t('preview.companyHint')}
          value={company}
          onChange={(value) => write(() => setCompany(value))}
          maxLength={200}
          autoComplete="organization"
          data-testid="fact-company"
        />
      )}
      {asksBank && (
        <Field
          label={t('paper.bank')}
          hint={t('preview.bankHint')}
          value={bank}
          onChange={(value) => write(() => setBank(value))}
          maxLength={200}
          data-testid="fact-bank"
        />
      )}
      {questions.map(({ id, value }) => (
        <Field
          key={id}
          label={t(`paper.${id}`)}
          value={answers[id] ?? value}
          onChange={(next) => write(() => setAnswers((all) => ({ ...all, [id]: next })))}
          long={!/number|computers|item3|at$/i.test(id)}
          maxLength={2000}
          data-testid={`fact-${id}`}
        />
      ))}
      <Problem text={add.problem ?? update.problem} />
      <Button isDisabled={busy} onPress={() => void once(save)} data-testid="facts-save">
        {t('preview.keep')}
      </Button>
      <p className="small" role="status">
        {kept && <Words>{t('preview.kept')}</Words>}
      </p>
    </section>
  )
}
