import { useEffect, useState } from 'react'
import type { AskOut } from '../../main/contract/api.ts'
import { type SizeBand, sizeBandSchema } from '../../main/contract/statistics.ts'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/choice.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink } from '../parts/screen-head.tsx'
import { StatisticsTable } from '../parts/statistics-table.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { keepFile } from '../words/keep-file.ts'
import { Words } from '../words/phrases.tsx'

/** Counts for information sharing: seen before anything is agreed to, and kept as a file where wished. */
export const StatisticsPage = () => {
  const t = useText()
  const { settings, alerts } = useSnapshot()
  const preview = useAsk('statistics.preview')
  const update = useAsk('settings.update')
  const { sizeBand } = settings
  const [shown, setShown] = useState<AskOut<'statistics.preview'> | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew when there are other alerts.
  useEffect(() => {
    void preview.run(null).then((made) => made && setShown(made.out))
  }, [sizeBand, alerts])
  return (
    <>
      <BackLink href={hashOf('papers')}>{t('papers.back')}</BackLink>
      <h1>
        <Words>{t('statistics.title')}</Words>
      </h1>
      <p>
        <Words>{t('statistics.lead')}</Words> <Words>{t('statistics.names')}</Words>
      </p>
      <Choice<SizeBand>
        label={t('statistics.size')}
        value={sizeBand}
        options={sizeBandSchema.options.map((id) => ({
          id,
          label: t(`statistics.sizes.${id}`),
        }))}
        onChange={(next) => void update.run({ sizeBand: next })}
        data-testid="statistics-size"
      />
      <h2>
        <Words>{t('statistics.shown')}</Words>
      </h2>
      <Problem text={preview.problem ?? update.problem} />
      {shown && (
        <>
          <StatisticsTable statistics={shown.statistics} />
          <p className="small">
            <Words>{t('statistics.sends')}</Words>{' '}
            <Words>{t('statistics.folded', { threshold: shown.statistics.threshold })}</Words>{' '}
            <Words>
              {t('statistics.sizeLine', { size: t(`statistics.sizes.${shown.statistics.sizeBand}`) })}
            </Words>{' '}
            <Words>{t('statistics.schema', { schema: shown.statistics.schema })}</Words>
          </p>
          <div className="actions">
            <Button
              onPress={() => keepFile('statistics.csv', { text: shown.csv }, 'text/csv')}
              data-testid="statistics-csv"
            >
              {t('statistics.csv')}
            </Button>
            <Button
              onPress={() =>
                keepFile(
                  'statistics.json',
                  { text: JSON.stringify(shown.statistics, null, 2) },
                  'application/json',
                )
              }
              data-testid="statistics-json"
            >
              {t('statistics.json')}
            </Button>
          </div>
        </>
      )}
      <Choice
        label={t('statistics.consent')}
        value={settings.shareStatistics}
        options={(['yes', 'no', 'ask'] as const).map((id) => ({ id, label: t(`statistics.consents.${id}`) }))}
        onChange={(shareStatistics) => void update.run({ shareStatistics })}
        data-testid="statistics-consent"
      />
    </>
  )
}
