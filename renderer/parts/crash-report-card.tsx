import { useState } from 'react'
import type { CrashReport } from '../../main/contract/crash-report.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { dayAndTime, number } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Fold } from './fold.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

/** One report: what it says, and the ways to delete or send it. Before it goes, it is shown exactly as it goes. */
export const CrashReportCard = ({ report, onRemove }: { report: CrashReport; onRemove: () => void }) => {
  const t = useText()
  const [asking, setAsking] = useState(false)
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
      ) : asking ? (
        <BeforeSending report={report} onStop={() => setAsking(false)} />
      ) : (
        <Fold title={t('crash.what')} level={3}>
          <ReportText text={report.text} />
        </Fold>
      )}
      {!asking && (
        <div className="actions">
          {report.text !== '' && (
            <Button onPress={() => setAsking(true)} data-testid="crash-send">
              {t('crash.send')}
            </Button>
          )}
          <Button onPress={onRemove} data-testid="crash-remove">
            {t('crash.remove')}
          </Button>
        </div>
      )}
    </section>
  )
}

const ReportText = ({ text }: { text: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard.
  <pre className="evidence-text" tabIndex={0} data-testid="crash-text">
    {text}
  </pre>
)

const BeforeSending = ({ report, onStop }: { report: CrashReport; onStop: () => void }) => {
  const t = useText()
  const send = useAsk('crash.send')
  const { requests } = useSnapshot()
  const open = requests.find((r) => r.alertId === null && r.status !== 'done' && r.status !== 'cancelled')
  const go = async () => {
    const sent = await send.run({ id: report.id })
    if (sent) location.hash = hashOf('requests', sent.out.requestId)
  }
  return (
    <>
      <p>
        <Words>{t('crash.sendThis')}</Words>{' '}
        <Words>{open ? t('crash.sendTo', { receipt: open.receipt }) : t('crash.sendNew')}</Words>
      </p>
      <ReportText text={report.text} />
      <Problem text={send.problem} />
      <div className="actions">
        <Button look="main" isDisabled={send.busy} onPress={() => void go()} data-testid="crash-send-now">
          {t('crash.sendNow')}
        </Button>
        <Button onPress={onStop} data-testid="crash-send-not">
          {t('crash.sendNot')}
        </Button>
      </div>
    </>
  )
}
