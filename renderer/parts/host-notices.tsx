import { plain } from '../../main/contract/ruby.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { useAsk } from './use-ask.ts'

/** Good news: nothing is wrong, so that it does not look like a warning. */
const news = ['updated', 'update-waiting']

/** What the app itself has to say. Stays until the user closes it. */
export const HostNotices = () => {
  const t = useText()
  const { notices } = useSnapshot()
  const dismiss = useAsk('notice.dismiss')
  if (notices.length === 0) return null
  return (
    <section className="host-notices" aria-label={plain(t('banner.notices'))}>
      {notices.map((n) => (
        <div
          key={n.id}
          className="host-notice"
          role="status"
          data-testid="host-notice"
          data-code={n.code}
          data-news={news.includes(n.code)}
        >
          <Icon name={news.includes(n.code) ? 'notice' : 'check'} />
          <p>
            <Words>{t.first([`notice.${n.code}`, 'notice.general'], n.params) ?? n.code}</Words>{' '}
            {n.code === 'updated' && (
              <a href={hashOf('changes')} data-testid="notice-changes">
                <Words>{t('changes.link')}</Words>
              </a>
            )}
          </p>
          <Button look="quiet" icon="close" onPress={() => void dismiss.run({ id: n.id })}>
            {t('banner.dismiss')}
          </Button>
        </div>
      ))}
    </section>
  )
}
