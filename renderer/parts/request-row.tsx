import { Link } from 'react-aria-components'
import { withDrillMark } from '../../main/contract/drill-mark.ts'
import type { HelpRequest } from '../../main/contract/request.ts'
import { useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

/** A request in one line of a list; leads to its screen. */
export const RequestRow = ({ request }: { request: HelpRequest }) => {
  const t = useText()
  return (
    <li>
      <Link
        className="row"
        href={hashOf('requests', request.id)}
        data-testid="request-row"
        data-request={request.id}
      >
        <Icon name={request.kind === 'dispatch' ? 'car' : 'phone'} />
        <span className="row-body">
          <span className="row-head">
            <span>
              <Words>{withDrillMark(request.drill, t(`requests.${request.kind}`), t)}</Words>
            </span>
            <span className="small">{dayAndTime(request.createdAt, t.language)}</span>
          </span>
          <strong>
            <Words>{t(`requestStatus.${request.status}`)}</Words>{' '}
            <span className="receipt-small">{request.receipt}</span>
          </strong>
        </span>
        <Icon name="open" />
      </Link>
    </li>
  )
}
