import type { Picture } from '../pictures/use-pictures.ts'
import { useText } from '../state/page.tsx'
import { number } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'

type ListProps = {
  pictures: readonly Picture[]
  again: (picture: Picture) => void
  remove: (picture: Picture) => void
}

/** The pictures that will go, byte for byte as they lie in the core. */
export const PictureList = ({ pictures, again, remove }: ListProps) => {
  const t = useText()
  if (pictures.length === 0) return null
  return (
    <>
      <p>
        <Words>{t('attach.seen')}</Words>
      </p>
      <ul className="pictures" data-testid="pictures">
        {pictures.map((p) => (
          <li key={p.kept.id} data-testid="picture" data-sha256={p.kept.sha256}>
            <img src={p.url} alt={t('attach.alt', { name: p.kept.name })} />
            <p className="small">
              <Words>{p.kept.name}</Words>{' '}
              <Words>{t('attach.size', { size: number(Math.ceil(p.kept.size / 1024), t.language) })}</Words>
            </p>
            <div className="paper-row">
              <Button look="quiet" onPress={() => again(p)} data-testid="picture-again">
                {t('attach.again')}
              </Button>
              <Button look="quiet" onPress={() => remove(p)} data-testid="picture-remove">
                {t('attach.remove')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
