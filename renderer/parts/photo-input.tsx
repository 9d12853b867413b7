import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { smallPhoto } from '../words/small-photo.ts'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'

type PhotoInputProps = {
  busy: boolean
  /** Resolves to whether the photo was kept. */
  put: (photo: { name: string; base64: string }) => Promise<boolean>
}

/** Puts a photo into the record: made smaller here, without the place and time that a phone writes into it. */
export const PhotoInput = ({ busy, put }: PhotoInputProps) => {
  const t = useText()
  const [bad, setBad] = useState(false)
  const [keeping, setKeeping] = useState(false)
  const take = async (files: FileList | null) => {
    const file = files?.[0]
    if (!file) return
    setKeeping(true)
    setBad(false)
    try {
      const base64 = await smallPhoto(file)
      if (base64 === null) setBad(true)
      else await put({ name: file.name.slice(-200), base64 })
    } finally {
      setKeeping(false)
    }
  }
  return (
    <div className="field">
      <span>
        <Words>{t('papers.photo')}</Words>
      </span>
      <p className="hint">
        <Words>{t('photo.hint')}</Words>
      </p>
      <FileTrigger acceptedFileTypes={['image/*']} onSelect={(files) => void take(files)}>
        <Button isDisabled={busy || keeping} data-testid="record-photo">
          {t('photo.choose')}
        </Button>
      </FileTrigger>
      <p className="small" role="status">
        {keeping && <Words>{t('photo.keeping')}</Words>}
      </p>
      <Problem text={bad ? t('photo.notPicture') : null} />
    </div>
  )
}
