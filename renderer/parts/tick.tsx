import { Checkbox } from 'react-aria-components'
import { Words } from '../words/phrases.tsx'

type TickProps = { on: boolean; change: (on: boolean) => void; children: string; 'data-testid'?: string }

/** One thing to agree to or to choose. */
export const Tick = ({ on, change, children, ...rest }: TickProps) => (
  <Checkbox className="tick" isSelected={on} onChange={change} {...rest}>
    <span className="tick-box" aria-hidden="true" />
    <span>
      <Words>{children}</Words>
    </span>
  </Checkbox>
)
