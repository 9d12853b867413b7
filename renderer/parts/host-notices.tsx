import { plain } from '../../main/contract/ruby.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { useAsk } from './use-ask.ts'

/** What the app itself has to say. Stays until the user closes it. */
export const HostNotices = () => {
  const t = useText()
  const { notices } = useSnapshot()
  const dismiss = useAsk('notice.dismiss')
  if (notices.length === 0) return null
  return (
    <section className="host-notices" aria-label={plain(t('banner.notices'))}>
      {notices.map((n) => (
        <div key={n.id} className="host-notice" role="status" data-testid="host-notice" data-code={n.code}>
          <Icon name="check" />
          <p>
            <Words>{t.first([`notice.${n.code}`, 'notice.general'], n.params) ?? n.code}</Words>
          </p>
          <Button look="quiet" icon="close" onPress={() => void dismiss.run({ id: n.id })}>
            {t('banner.dismiss')}
          </Button>
        </div>
      ))}
    </section>
  )
}
