import type { Severity } from '../../main/contract/alert.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Icon } from './icon.tsx'

/** The level in shape, word and colour: octagon, triangle, circle. */
export const LevelBadge = ({ level }: { level: Severity }) => {
  const t = useText()
  return (
    <span className={`level level-${level}`} data-testid={`level-${level}`}>
      <Icon name={level} />
      <Words>{t(`severity.${level}`)}</Words>
    </span>
  )
}
