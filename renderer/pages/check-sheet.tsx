import { useEffect, useState } from 'react'
import { checkCardOf } from '../../main/contract/check.ts'
import { type CheckSheet, type SheetItem, sheetItems } from '../../main/contract/check-sheet.ts'
import { yesNoUnknownSchema } from '../../main/contract/tools.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { PaperList } from '../parts/paper-list.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink } from '../parts/screen-head.tsx'
import { SheetQuestion } from '../parts/sheet-question.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useClient, useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** The customer's check sheet: what was measured here, and apart from it what staff says. */
export const CheckSheetPage = () => {
  const t = useText()
  const client = useClient()
  const { checks, settings } = useSnapshot()
  const [sheet, setSheet] = useState<CheckSheet | null>(null)
  const [who, setWho] = useState(settings.contact)
  const say = useAsk('sheet.say')
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew after each run of the checks.
  useEffect(() => {
    let wanted = true
    client.ask('sheet.read', null).then(
      (read) => wanted && setSheet(read),
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [client, checks])
  const answer = async (item: SheetItem, value: 'yes' | 'no' | 'unknown', text: string) => {
    const said = await say.run({ item, answer: yesNoUnknownSchema.parse(value), who, text })
    if (said) setSheet(said.out)
  }
  return (
    <>
      <BackLink href={hashOf('papers')}>{t('papers.back')}</BackLink>
      <h1>
        <Words>{t('sheet.title')}</Words>
      </h1>
      <p>
        <Words>{t('sheet.lead')}</Words>
      </p>
      <h2>
        <Words>{t('sheet.measured')}</Words>
      </h2>
      {sheet && sheet.measured.length > 0 && <Measured measured={sheet.measured} />}
      {sheet?.measured.length === 0 && (
        <p>
          <Words>{t('sheet.notMeasured')}</Words>
        </p>
      )}
      <ButtonLink href={hashOf('checks')} icon="checks">
        {t('sheet.toChecks')}
      </ButtonLink>
      <h2>
        <Words>{t('sheet.said')}</Words>
      </h2>
      {sheet && sheet.brokenAt !== null && (
        <Problem text={t('paper.chainBroken', { number: sheet.brokenAt })} />
      )}
      <Field label={t('sheet.who')} value={who} onChange={setWho} maxLength={100} data-testid="sheet-who" />
      {sheet && (
        <section className="questions">
          {sheetItems.map((item) => (
            <SheetQuestion
              key={item}
              item={item}
              said={sheet.said.find((s) => s.item === item) ?? null}
              answer={(value, text) => void answer(item, value, text)}
            />
          ))}
        </section>
      )}
      <Problem text={say.problem} />
      <PaperList kinds={['check-sheet']} alertId={null} />
    </>
  )
}

const Measured = ({ measured }: Pick<CheckSheet, 'measured'>) => {
  const t = useText()
  const { checks } = useSnapshot()
  return (
    <dl className="written" data-testid="sheet-measured">
      {measured.map((m) => {
        const result = checks.find((c) => c.id === m.check)
        if (!result) return null
        const { title, state } = checkCardOf(result, t)
        const at = dayAndTime(m.measuredAt, t.language)
        return (
          <div key={m.item + m.check} data-answer={m.answer}>
            <dt>
              <Words>{`${m.item} ${t.first([`sheet.item.${m.item}`]) ?? ''}`}</Words>
            </dt>
            <dd>
              <Words>{t('sheet.measuredLine', { title, state, at })}</Words>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
