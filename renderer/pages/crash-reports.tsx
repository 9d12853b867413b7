import { useEffect, useState } from 'react'
import type { CrashReport } from '../../main/contract/crash-report.ts'
import { Button } from '../parts/button.tsx'
import { Fold } from '../parts/fold.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { dayAndTime, number } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** Reports of parts of the app that ended: what each says, and the way to be rid of it. Nothing leaves the PC by itself. */
export const CrashReportsPage = () => {
  const t = useText()
  const list = useAsk('crash.list')
  const remove = useAsk('crash.remove')
  const [reports, setReports] = useState<readonly CrashReport[] | null>(null)
  const [said, setSaid] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the screen opens.
  useEffect(() => {
    void list.run(null).then((got) => got && setReports(got.out.reports))
  }, [])
  const drop = async (id: string) => {
    const left = await remove.run({ id })
    if (!left) return
    setReports(left.out.reports)
    setSaid(t('crash.removed'))
  }
  return (
    <>
      <BackLink href={hashOf('settings')}>{t('changes.back')}</BackLink>
      <h1>
        <Words>{t('crash.title')}</Words>
      </h1>
      <p>
        <Words>{t('crash.lead')}</Words> <Words>{t('crash.stays')}</Words>
      </p>
      <Problem text={list.problem ?? remove.problem} />
      <p role="status">
        <Words>{said}</Words>
      </p>
      {reports?.length === 0 && <Nothing title={t('crash.none')} detail={t('crash.noneDetail')} />}
      {reports?.map((report) => (
        <Report key={report.id} report={report} onRemove={() => void drop(report.id)} />
      ))}
    </>
  )
}

const Report = ({ report, onRemove }: { report: CrashReport; onRemove: () => void }) => {
  const t = useText()
  const kilobytes = number(Math.max(1, Math.round(report.bytes / 1000)), t.language)
  return (
    <section className="card" data-testid="crash-report" data-part={report.part}>
      <h2>
        <Words>{t(`crash.part.${report.part}`)}</Words>
      </h2>
      <p>
        <Words>{t('crash.at', { at: dayAndTime(report.at, t.language) })}</Words>{' '}
        <span className="small">
          <Words>{t('crash.size', { size: kilobytes })}</Words>
        </span>
      </p>
      {report.text === '' ? (
        <p>
          <Words>{t('crash.image')}</Words>
        </p>
      ) : (
        <Fold title={t('crash.what')} level={3}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard. */}
          <pre className="evidence-text" tabIndex={0}>
            {report.text}
          </pre>
        </Fold>
      )}
      <div className="actions">
        <Button onPress={onRemove} data-testid="crash-remove">
          {t('crash.remove')}
        </Button>
      </div>
    </section>
  )
}
