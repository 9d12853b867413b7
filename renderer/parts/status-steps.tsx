import { type HelpRequest, requestStatusSchema } from '../../main/contract/request.ts'
import { useText } from '../state/page.tsx'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

/** Where a request stands: 受付 → 折り返し待ち → 対応中 → 訪問予定 → 完了, in words and place, not by colour. */
export const StatusSteps = ({ request }: { request: HelpRequest }) => {
  const t = useText()
  const all = requestStatusSchema.options.filter(
    (s) => s !== 'cancelled' && (s !== 'visit' || request.kind === 'dispatch' || request.status === 'visit'),
  )
  const at = all.indexOf(request.status)
  // The last time that each step was reached; requests of older versions know only their present one.
  const times = new Map((request.history ?? []).map((h) => [h.status, h.at]))
  times.set(request.status, request.statusAt)
  return (
    <ol className="status" data-testid="request-status" data-status={request.status}>
      {all.map((status, i) => {
        const place = i < at ? 'passed' : i === at ? 'now' : 'next'
        return (
          <li key={status} className={`status-${place}`} aria-current={place === 'now' ? 'step' : undefined}>
            <span className="status-mark">{place === 'passed' ? <Icon name="done" size={20} /> : i + 1}</span>
            <span>
              <Words>{t(`requestStatus.${status}`)}</Words>
              {place !== 'next' && times.has(status) && (
                <span className="small" data-testid={`status-at-${status}`}>
                  {dayAndTime(times.get(status) ?? '', t.language)}
                </span>
              )}
              {place === 'passed' && (
                <span className="unseen">
                  <Words>{t('request.passed')}</Words>
                </span>
              )}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
