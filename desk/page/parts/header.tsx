import { type Me, mayDo, type Right, silenceSchema } from '../../operator/contract.ts'
import { write } from '../state/api.ts'
import { useRemote } from '../state/remote.ts'
import { useDesk } from '../state/store.ts'
import type { BellSwitch } from '../state/use-bell.ts'
import { useText } from '../state/words.ts'

export type HeaderProps = {
  me: Me
  page: string
  onSwapLanguage: () => void
  bell: BellSwitch
}

const pages = [
  ['requests', 'work'],
  ['alerts', 'work'],
  ['customers', 'overview'],
  ['statistics', 'overview'],
  ['handovers', 'overview'],
  ['administration', 'administer'],
] as const satisfies readonly (readonly [string, Right])[]

const pagesOf = ({ practice, me }: Me) =>
  pages.filter(([, right]) => (practice ? right === 'work' : me !== null && mayDo(me.role, right)))

const leave = () => void write('leave').finally(() => location.reload())

/** Who this desk is, whether it is for practice, and the way to each screen. */
export const Header = ({ me, page, onSwapLanguage, bell }: HeaderProps) => {
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
            {pagesOf(me).map(([name]) => (
              <a key={name} href={`#/${name}`} aria-current={page === name ? 'page' : undefined}>
                {text(`desk.nav.${name}`)}
                {/* Read out as two words; the layout leaves the blank out. */}
                {name === 'customers' && ' '}
                {name === 'customers' && <Silence />}
              </a>
            ))}
          </nav>
        )}
        <div className="tools">
          {me.me && (
            <button
              type="button"
              className="button quiet"
              onClick={bell.swap}
              aria-pressed={bell.state !== 'off'}
            >
              {text(`desk.notice.${bell.state}`)}
            </button>
          )}
          <button type="button" className="button quiet" onClick={onSwapLanguage}>
            {text('desk.language')}
          </button>
          {me.me && !me.practice && (
            <>
              <a className="who" href="#/password" aria-current={page === 'password' ? 'page' : undefined}>
                {text('desk.entry.who', { name: me.me.name, role: text(`desk.role.${me.me.role}`) })}
              </a>
              <button type="button" className="button quiet" onClick={leave}>
                {text('desk.entry.leave')}
              </button>
            </>
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

/** How many PCs have gone silent, on every screen: nobody has to go and look. */
const Silence = () => {
  const text = useText()
  const { data } = useRemote('silence', silenceSchema)
  if (!data || data.silentComputers === 0) return null
  return (
    <span className="level check count" data-testid="silent-count">
      {text('desk.nav.silent', { count: data.silentComputers })}
    </span>
  )
}
