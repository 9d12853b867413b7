import { useState } from 'react'
import { type Archive, archiveSchema } from '../../operator/contract.ts'
import { read } from '../state/api.ts'
import { useText } from '../state/words.ts'

/** What lies in an archive, asked for when somebody wants to see it. */
export const ArchiveList = ({ path, sizeOf }: { path: string; sizeOf: (bytes: number) => string }) => {
  const text = useText()
  const [archive, setArchive] = useState<Archive | null>(null)
  const load = () => {
    const unread: Archive = { entries: null, more: 0 }
    read(path.replace('/operator/api/', ''), archiveSchema).then(setArchive, () => setArchive(unread))
  }
  return (
    <details onToggle={(e) => e.currentTarget.open && load()}>
      <summary>{text('desk.files.inside')}</summary>
      {archive?.entries === null && <p className="problem">{text('desk.files.unreadable')}</p>}
      <ul className="entries">
        {archive?.entries?.map(({ name, size }) => (
          <li key={name}>
            {name} ({sizeOf(size)})
          </li>
        ))}
      </ul>
      {archive && archive.more > 0 && <p>{text('desk.files.more', { count: archive.more })}</p>}
    </details>
  )
}
