import { allChanges } from '../../main/contract/changes.ts'
import { BackLink } from '../parts/screen-head.tsx'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { Words } from '../words/phrases.tsx'

/** What is new in each version, in the user's words. They come with the app, so that an update brings its own. */
export const ChangesPage = () => {
  const t = useText()
  const { host } = useSnapshot()
  return (
    <>
      <BackLink href={hashOf('settings')}>{t('changes.back')}</BackLink>
      <h1>
        <Words>{t('changes.title')}</Words>
      </h1>
      {allChanges.map(({ version, name, items }) => (
        <section key={version} className="card" data-testid="changes-version" data-version={version}>
          <h2>
            <Words>{t('changes.version', { version })}</Words>
          </h2>
          {version === host.version && (
            <p className="small">
              <Words>{t('changes.now')}</Words>
            </p>
          )}
          <ul className="bullets">
            {items.map((item) => (
              <li key={item}>
                <Words>{t.first([`changes.versions.${name}.${item}`]) ?? ''}</Words>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
