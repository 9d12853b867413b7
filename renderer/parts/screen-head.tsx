import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

/** The way back, and what this screen is. */
export const BackLink = ({ href, children }: { href: string; children: string }) => (
  <a className="back" href={href}>
    <Icon name="back" size={20} />
    <Words>{children}</Words>
  </a>
)

/** An empty or impossible place: says so, and what to do. `alone`: nothing else names the screen. */
export const Nothing = ({ title, detail, alone }: { title: string; detail?: string; alone?: boolean }) => (
  <div className="nothing" data-testid="nothing">
    <Icon name={alone ? 'search' : 'done'} size={40} />
    {alone ? (
      <h1>
        <Words>{title}</Words>
      </h1>
    ) : (
      <p>
        <strong>
          <Words>{title}</Words>
        </strong>
      </p>
    )}
    {detail && (
      <p>
        <Words>{detail}</Words>
      </p>
    )}
  </div>
)
