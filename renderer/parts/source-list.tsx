import { isBlind } from '../../main/contract/overall.ts'
import type { SourceHealth } from '../../main/contract/state.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Fold } from './fold.tsx'
import { Icon } from './icon.tsx'

const iconOf = (s: SourceHealth) =>
  s.state === 'starting' ? 'hourglass' : isBlind(s) ? 'eyeOff' : s.state === 'partly' ? 'check' : 'eye'

/** What is not watched in full, with the reason; all that is well lies folded behind its number. */
export const SourceList = () => {
  const t = useText()
  const { sources } = useSnapshot()
  if (sources.length === 0)
    return (
      <p>
        <Words>{t('home.noSources')}</Words>
      </p>
    )
  const folds = (['starting', 'watching'] as const).map((state) => ({
    state,
    those: sources.filter((s) => s.state === state),
  }))
  const others = sources
    .filter((s) => s.state !== 'watching' && s.state !== 'starting')
    .sort((a, b) => Number(isBlind(b)) - Number(isBlind(a)))
  return (
    <div className="watchers" data-testid="sources">
      {others.length > 0 && <Sources sources={others} />}
      {folds.map(
        ({ state, those }) =>
          those.length > 0 && (
            <Fold
              key={state}
              title={t(`home.sources.${state}`, { count: those.length })}
              level={3}
              data-testid={`sources-${state}`}
            >
              <Sources sources={those} />
            </Fold>
          ),
      )}
    </div>
  )
}

const Sources = ({ sources }: { sources: readonly SourceHealth[] }) => {
  const t = useText()
  return (
    <ul className="sources">
      {sources.map((s) => (
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
