import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

/** What went wrong, said once to readers; nothing while all is well. */
export const Problem = ({ text }: { text: string | null }) => (
  <div role="alert">
    {text && (
      <p className="problem" data-testid="problem">
        <Icon name="check" />
        <span>
          <Words>{text}</Words>
        </span>
      </p>
    )}
  </div>
)
