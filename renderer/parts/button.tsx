import { Button as AriaButton, Link as AriaLink, type ButtonProps } from 'react-aria-components'
import { Words } from '../words/phrases.tsx'
import { Icon, type IconName } from './icon.tsx'

/** `main`: the screen's one main action. `danger`: brings people. `plain`: everything else. */
export type Look = 'main' | 'danger' | 'plain' | 'quiet'

type Common = { look?: Look; icon?: IconName; children: string; 'data-testid'?: string }

/** Does something on this screen. */
export const Button = ({
  look = 'plain',
  icon,
  children,
  ...rest
}: Common & Omit<ButtonProps, 'children' | 'className'>) => (
  <AriaButton className={`button ${look}`} {...rest}>
    {icon && <Icon name={icon} />}
    <span>
      <Words>{children}</Words>
    </span>
  </AriaButton>
)

/** Leads to another screen; looks like a button. */
export const ButtonLink = ({ look = 'plain', icon, children, href, ...rest }: Common & { href: string }) => (
  <AriaLink className={`button ${look}`} href={href} {...rest}>
    {icon && <Icon name={icon} />}
    <span>
      <Words>{children}</Words>
    </span>
  </AriaLink>
)
