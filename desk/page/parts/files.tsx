import type { RequestDetail } from '../../operator/contract.ts'
import { useText } from '../state/words.ts'

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** Photos and files of a request; nothing where there are none. */
export const Files = ({ files }: { files: RequestDetail['attachments'] }) => {
  const text = useText()
  if (files.length === 0) return null
  return (
    <section className="card">
      <h2>{text('desk.files.title')}</h2>
      <ul>
        {files.map(({ ref, name, size }) => (
          <li key={ref}>
            <a className="back shown" href={`/operator/api/attachments/${encodeURIComponent(ref)}`} download>
              {text('desk.files.open', { name, size: sizeOf(size) })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
