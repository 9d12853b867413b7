import type { ReactNode } from 'react'
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

type FoldProps = { title: string; level?: 2 | 3; children: ReactNode; 'data-testid'?: string }

/** Something that most people need not see, behind its name. */
export const Fold = ({ title, level = 2, children, ...rest }: FoldProps) => (
  <Disclosure className="fold" {...rest}>
    <Heading level={level}>
      <AriaButton slot="trigger" className="disclosure">
        <Icon name="open" size={20} />
        <span>
          <Words>{title}</Words>
        </span>
      </AriaButton>
    </Heading>
    <DisclosurePanel>{children}</DisclosurePanel>
  </Disclosure>
)
