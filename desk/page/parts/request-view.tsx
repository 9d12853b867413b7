import { useEffect } from 'react'
import { withDrillMark } from '../../../main/contract/drill-mark.ts'
import { dialable } from '../../../main/contract/request.ts'
import { loadDetail, useDesk } from '../state/store.ts'
import { badClock, clockWords, sayTime, useText } from '../state/words.ts'
import { Conversation } from './conversation.tsx'
import { EngineerForm } from './engineer-form.tsx'
import { Evidence } from './evidence.tsx'
import { Facts } from './facts.tsx'
import { Files } from './files.tsx'
import { StatusForm } from './status-form.tsx'
import { Timeline } from './timeline.tsx'

/** One request: whom to call first, then what happened, then what was said and done. */
export const RequestView = ({ id }: { id: string }) => {
  const text = useText()
  const detail = useDesk((s) => s.details[id])
  useEffect(() => {
    // Chosen far down in the list, a request still begins at its top.
    scrollTo(0, 0)
    void loadDetail(id)
  }, [id])
  if (detail === undefined) return null
  const back = (
    <a className="back" href="#/requests">
      {text('desk.detail.back')}
    </a>
  )
  if (detail === null)
    return (
      <>
        {back}
        <p>{text('desk.detail.gone')}</p>
      </>
    )
  const { item, input, alert, messages, computer, engineer, word, attachments } = detail
  const blank = text('desk.detail.blank')
  const { customer, clockError: clock } = computer
  return (
    <>
      {back}
      <div className="head">
        <h1>
          {withDrillMark(item.alert?.drill, text(`desk.kind.${item.kind}`), text)}
          <span className="receipt">
            {text('desk.detail.receipt')} <b>{item.receipt}</b>
          </span>
        </h1>
        {input.phone.trim() ? (
          <p className="phone">
            <span>{text('desk.detail.phone')}</span>
            <a href={`tel:${dialable(input.phone)}`}>{input.phone}</a>
          </p>
        ) : (
          <p className="phone none">{text('desk.detail.noPhone')}</p>
        )}
      </div>
      <Facts
        list={[
          [text('desk.detail.contact'), input.contact || blank],
          ...(customer
            ? [[text('desk.detail.company'), `${customer.name} (${customer.number})`] as const]
            : []),
          ...(customer?.phone ? [[text('desk.detail.companyPhone'), customer.phone] as const] : []),
          [text('desk.detail.computer'), computer.computer],
          [text('desk.detail.received'), sayTime(text, item.receivedAt)],
          [text('desk.detail.bestTime'), input.bestTime || blank],
          [text('desk.detail.place'), input.place || blank],
          [text('desk.detail.wrote'), input.text || blank],
        ]}
      />
      {clock !== null && Math.abs(clock) > badClock && (
        <p className="remark">{text('desk.detail.clock', clockWords(clock))}</p>
      )}
      <StatusForm id={id} status={item.status} visitAt={item.visitAt} />
      {item.kind === 'dispatch' && item.status !== 'cancelled' && (
        <EngineerForm id={id} engineer={engineer} word={word} />
      )}
      <section className="card">
        <h2>{text('desk.evidence.title')}</h2>
        {alert ? <Evidence alert={alert} /> : <p className="hint">{text('desk.evidence.none')}</p>}
      </section>
      <Files files={attachments} />
      <Timeline detail={detail} />
      <Conversation id={id} messages={messages} />
    </>
  )
}
