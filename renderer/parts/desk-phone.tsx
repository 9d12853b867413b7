import { dialable } from '../../main/contract/request.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

/** The contract's phone number, large: the only number that this app ever shows. Nothing in practice. */
export const DeskPhone = () => {
  const { desk } = useSnapshot()
  const t = useText()
  if (desk.mode === 'practice') return null
  if (!desk.phone)
    return (
      <p>
        <Words>{t('deskPhone.none')}</Words>
      </p>
    )
  return (
    <p className="desk-phone" data-testid="desk-phone">
      <Icon name="phone" size={32} />
      <span>
        <span className="small">
          <Words>{t('deskPhone.label')}</Words>
        </span>
        <a href={`tel:${dialable(desk.phone)}`}>{desk.phone}</a>
      </span>
    </p>
  )
}
