import { useEffect, useState } from 'react'
import type { CrashReport } from '../../main/contract/crash-report.ts'
import { CrashReportCard } from '../parts/crash-report-card.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'

/** Reports of parts of the app that ended: what each says, and the ways to be rid of it or to send it. Nothing leaves the PC by itself. */
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
        <CrashReportCard key={report.id} report={report} onRemove={() => void drop(report.id)} />
      ))}
    </>
  )
}
