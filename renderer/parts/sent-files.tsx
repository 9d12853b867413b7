import { useState } from 'react'
import type { SentAttachment } from '../../main/contract/attachment.ts'
import type { HelpRequest } from '../../main/contract/request.ts'
import { usePictures } from '../pictures/use-pictures.ts'
import { useText } from '../state/page.tsx'
import { dayAndTime, number } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { Fold } from './fold.tsx'
import { PictureAdder } from './picture-adder.tsx'
import { Problem } from './problem.tsx'
import { useAsk } from './use-ask.ts'

/** What was added to a request, whether it has arrived, and a way to add more. */
export const SentFiles = ({ request }: { request: HelpRequest }) => {
  const t = useText()
  const files = request.attachments ?? []
  const open = request.status !== 'cancelled' && request.status !== 'done'
  if (!open && files.length === 0) return null
  return (
    <section data-testid="files">
      <h2>
        <Words>{t('attach.files')}</Words>
      </h2>
      {files.length === 0 ? (
        <p className="small">
          <Words>{t('attach.none')}</Words>
        </p>
      ) : (
        <ul className="rows">
          {files.map((file) => (
            <SentFile key={file.id} file={file} requestId={request.id} />
          ))}
        </ul>
      )}
      {open && (
        <Fold title={t('attach.addLater')} data-testid="files-add">
          <AddLater id={request.id} already={files.length} />
        </Fold>
      )}
    </section>
  )
}

const SentFile = ({ file, requestId }: { file: SentAttachment; requestId: string }) => {
  const t = useText()
  const back = useAsk('attachment.back')
  return (
    <li className="sent-file" data-testid="file" data-delivery={file.delivery} data-sha256={file.sha256}>
      <p>
        <strong>
          <Words>
            {file.kind === 'evidence' || file.kind === 'crash' ? t(`attach.${file.kind}`) : file.name}
          </Words>
        </strong>{' '}
        <span className="small">
          <Words>{t('attach.size', { size: number(Math.ceil(file.size / 1024), t.language) })}</Words>{' '}
          {dayAndTime(file.at, t.language)}
        </span>
      </p>
      <p>
        <Words>{t(`attach.${file.delivery}`)}</Words>
      </p>
      {file.delivery === 'waiting' && (
        <Button
          look="quiet"
          isDisabled={back.busy}
          onPress={() => void back.run({ requestId, id: file.id })}
          data-testid="file-back"
        >
          {t('attach.back')}
        </Button>
      )}
      <Problem text={back.problem} />
    </li>
  )
}

const AddLater = ({ id, already }: { id: string; already: number }) => {
  const t = useText()
  const pictures = usePictures()
  const attach = useAsk('help.attach')
  const [sent, setSent] = useState(false)
  const go = async () => {
    if (!(await attach.run({ id, attachments: pictures.ids }))) return
    pictures.sent()
    setSent(true)
  }
  return (
    <>
      <PictureAdder pictures={pictures} already={already} />
      {pictures.pictures.length > 0 && (
        <Button look="main" onPress={() => void go()} isDisabled={attach.busy} data-testid="files-send">
          {t('attach.send')}
        </Button>
      )}
      <p role="status">{sent && pictures.pictures.length === 0 && <Words>{t('attach.sent')}</Words>}</p>
      <Problem text={attach.problem} />
    </>
  )
}
