import type { RequestKind } from '../../main/contract/request.ts'
import { useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { ButtonLink } from './button.tsx'

type AskLinkProps = { kind: RequestKind; alertId?: string; 'data-testid'?: string }

/** 相談する or 来てほしい: the two buttons that bring a human, the same everywhere. */
export const AskLink = ({ kind, alertId, 'data-testid': testId = `ask-${kind}` }: AskLinkProps) => {
  const t = useText()
  return (
    <ButtonLink
      look={kind === 'dispatch' ? 'danger' : 'main'}
      icon={kind === 'dispatch' ? 'car' : 'phone'}
      href={hashOf('ask', kind, alertId)}
      data-testid={testId}
    >
      {t(`action.${kind}`)}
    </ButtonLink>
  )
}
