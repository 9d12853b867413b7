import { isBlind } from '../../main/contract/overall.ts'
import type { SourceHealth } from '../../main/contract/state.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

const iconOf = (s: SourceHealth) =>
  s.state === 'starting' ? 'hourglass' : isBlind(s) ? 'eyeOff' : s.state === 'partly' ? 'check' : 'eye'

/** What is watched and what is not, with the reason. */
export const SourceList = () => {
  const t = useText()
  const { sources } = useSnapshot()
  if (sources.length === 0)
    return (
      <p>
        <Words>{t('home.noSources')}</Words>
      </p>
    )
  return (
    <ul className="sources" data-testid="sources">
      {[...sources]
        .sort((a, b) => Number(isBlind(b)) - Number(isBlind(a)))
        .map((s) => (
          <li
            key={s.id}
            className={isBlind(s) ? 'source source-blind' : 'source'}
            data-source={s.id}
            data-state={s.state}
          >
            <Icon name={iconOf(s)} />
            <div>
              <Words>
                {t.first([`source.${s.id}`, `source.${s.id.split('-')[0]}`, 'home.unknownSource']) ?? s.id}
              </Words>
              {': '}
              <strong>
                <Words>{t(`sourceState.${s.state}`)}</Words>
              </strong>
              {s.reason && s.state !== 'watching' && (
                <p className="small">
                  <Words>
                    {t.first([`reason.${s.reason.code}`, 'home.unknownReason'], s.reason.params) ??
                      s.reason.code}
                  </Words>
                </p>
              )}
            </div>
          </li>
        ))}
    </ul>
  )
}
