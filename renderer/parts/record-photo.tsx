import { useEffect, useState } from 'react'
import { useClient, usePlainText, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'

/** A photo of an incident's record; says so where it is gone or is not the one that was put in. */
export const RecordPhoto = ({ id, number, name }: { id: string; number: number; name: string }) => {
  const t = useText()
  const plain = usePlainText()
  const client = useClient()
  const [url, setUrl] = useState<string | null | undefined>(undefined)
  useEffect(() => {
    let wanted = true
    client.ask('photo.read', { id, number }).then(
      (read) => wanted && setUrl(read.url),
      () => wanted && setUrl(null),
    )
    return () => {
      wanted = false
    }
  }, [client, id, number])
  if (url === undefined) return null
  if (url === null)
    return (
      <p className="problem" data-testid="photo-gone">
        <Words>{t('photo.gone', { name })}</Words>
      </p>
    )
  return (
    <img className="record-photo" src={url} alt={plain('photo.alt', { name })} data-testid="record-picture" />
  )
}
