import { useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { ButtonLink } from './button.tsx'

/** The way to 「ネットから切り離す」, beside the steps of a case where that comes first. */
export const CutLink = ({ alertId }: { alertId?: string }) => {
  const t = useText()
  return (
    <ButtonLink href={alertId ? hashOf('cut', alertId) : hashOf('cut')} data-testid="to-cut">
      {t('cut.title')}
    </ButtonLink>
  )
}
