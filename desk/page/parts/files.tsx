import type { RequestDetail } from '../../operator/contract.ts'
import { useMay } from '../state/store.ts'
import { useText } from '../state/words.ts'
import { ArchiveList } from './archive-list.tsx'

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

type File = RequestDetail['attachments'][number]

const Picture = ({ path, name }: { path: string; name: string }) => (
  <a className="picture" href={`${path}/picture`} target="_blank" rel="noreferrer">
    <img src={`${path}/picture`} alt={name} loading="lazy" />
  </a>
)

const FileLine = ({ file }: { file: File }) => {
  const text = useText()
  const record = useMay('record')
  const path = `/operator/api/attachments/${encodeURIComponent(file.ref)}`
  const allowed = record || file.kind === 'picture'
  return (
    <li>
      {file.kind === 'picture' && <Picture path={path} name={file.name} />}
      {allowed ? (
        <a className="back shown" href={path} download>
          {text('desk.files.open', { name: file.name, size: sizeOf(file.size) })}
        </a>
      ) : (
        <p>
          {file.name} ({sizeOf(file.size)}) <span className="hint">{text('desk.files.forEngineer')}</span>
        </p>
      )}
      {file.kind === 'archive' && allowed && <ArchiveList path={`${path}/entries`} sizeOf={sizeOf} />}
    </li>
  )
}

/** Photos and files of a request; nothing where there are none. */
export const Files = ({ files }: { files: readonly File[] }) => {
  const text = useText()
  if (files.length === 0) return null
  return (
    <section className="card">
      <h2>{text('desk.files.title')}</h2>
      <ul className="files">
        {files.map((file) => (
          <FileLine key={file.ref} file={file} />
        ))}
      </ul>
    </section>
  )
}
