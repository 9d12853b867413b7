import type { Me } from '../../operator/contract.ts'
import { write } from '../state/api.ts'
import { useDesk } from '../state/store.ts'
import { useText } from '../state/words.ts'

export type HeaderProps = {
  me: Me
  page: string
  onSwapLanguage: () => void
  bellOn: boolean
  onBell: () => void
}

const practicePages = ['requests', 'alerts'] as const
const pagesOf = ({ practice, me }: Me) =>
  practice
    ? practicePages
    : ([
        ...practicePages,
        'customers',
        'statistics',
        'handovers',
        ...(me?.role === 'admin' ? (['administration'] as const) : []),
      ] as const)

const leave = () => void write('leave').finally(() => location.reload())

/** Who this desk is, whether it is for practice, and the way to each screen. */
export const Header = ({ me, page, onSwapLanguage, bellOn, onBell }: HeaderProps) => {
  const text = useText()
  const live = useDesk((s) => s.live)
  return (
    <header>
      {me.practice && (
        <p className="practice">
          <strong>{text('desk.practiceName')}</strong> <span>{text('desk.practiceNote')}</span>
        </p>
      )}
      <div className="bar">
        <p className="name">
          <strong>{text('desk.title')}</strong>
          {!me.practice && <span> {me.deskName}</span>}
        </p>
        {me.me && (
          <nav aria-label={text('desk.nav.label')}>
            {pagesOf(me).map((name) => (
              <a key={name} href={`#/${name}`} aria-current={page === name ? 'page' : undefined}>
                {text(`desk.nav.${name}`)}
              </a>
            ))}
          </nav>
        )}
        <div className="tools">
          {me.me && (
            <button type="button" className="button quiet" onClick={onBell} aria-pressed={bellOn}>
              {text(bellOn ? 'desk.notice.on' : 'desk.notice.turnOn')}
            </button>
          )}
          <button type="button" className="button quiet" onClick={onSwapLanguage}>
            {text('desk.language')}
          </button>
          {me.me && !me.practice && (
            <button type="button" className="button quiet" onClick={leave}>
              {text('desk.entry.leave')}
            </button>
          )}
        </div>
      </div>
      {me.me && (
        <p className={live ? 'line' : 'line lost'} role="status">
          {text(live ? 'desk.connection.live' : 'desk.connection.lost')}
        </p>
      )}
    </header>
  )
}
