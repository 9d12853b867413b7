import type { Customer } from '../../operator/contract.ts'
import { write } from '../state/api.ts'
import { badClock, clockWords, sayTime, useText } from '../state/words.ts'

export type ComputerLineProps = {
  computer: Customer['computers'][number]
  admin: boolean
  onChanged: () => Promise<void>
}

/** One PC: last seen, how it is, what it cannot watch. */
export const ComputerLine = ({ computer, admin, onChanged }: ComputerLineProps) => {
  const text = useText()
  const { id, status, silent, left, revokedAt, blind, clockError } = computer
  const revoke = async () => {
    if (confirm(text('desk.customers.revokeSure'))) await write(`computers/${encodeURIComponent(id)}/revoke`)
    await onChanged()
  }
  return (
    <li>
      <p className="row">
        <strong>{computer.computer}</strong>
        {revokedAt ? (
          <span>{text('desk.customers.revoked')}</span>
        ) : silent ? (
          <strong className="level check">
            {text(left === 'quit' ? 'desk.customers.left.quit' : 'desk.customers.silent')}
          </strong>
        ) : left ? (
          <span>{text(`desk.customers.left.${left}`)}</span>
        ) : (
          <span className={status === 'urgent' ? 'level urgent' : ''}>
            {text(`desk.customers.status.${status}`)}
          </span>
        )}
      </p>
      <p className="hint">
        {text('desk.customers.lastSeen')} {sayTime(text, computer.lastSeenAt)} ・ {computer.platform} ・{' '}
        {computer.appVersion}
      </p>
      {blind.length > 0 && (
        <p>
          {text('desk.customers.blind')}{' '}
          {blind.map((id) => text.first([`source.${id}`]) ?? id).join(text.language === 'en' ? ', ' : '、')}
        </p>
      )}
      {clockError !== null && Math.abs(clockError) > badClock && (
        <p>{text('desk.customers.clock', clockWords(clockError))}</p>
      )}
      {admin && !revokedAt && (
        <button type="button" className="button quiet" onClick={() => void revoke()}>
          {text('desk.customers.revoke')}
        </button>
      )}
    </li>
  )
}
