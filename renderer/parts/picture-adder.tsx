import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { type AttachmentKind, pictureLimits } from '../../main/contract/attachment.ts'
import { type Boxes, noBoxes } from '../pictures/boxes.ts'
import { base64Of, burn, openPicture, PictureError } from '../pictures/redraw.ts'
import type { Picture, Pictures } from '../pictures/use-pictures.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'
import { PictureEditor } from './picture-editor.tsx'
import { PictureList } from './picture-list.tsx'
import { Problem } from './problem.tsx'
import { ScreenTaker } from './screen-taker.tsx'
import { useAsk } from './use-ask.ts'

type Editing = { canvas: HTMLCanvasElement; kind: AttachmentKind; boxes: Boxes; instead: Picture | null }

/** Photos and pictures of the screen for a request: chosen, blacked out, looked at. `already`: how many it has. */
export const PictureAdder = ({ pictures, already = 0 }: { pictures: Pictures; already?: number }) => {
  const t = useText()
  const { host } = useSnapshot()
  const keep = useAsk('attachment.keep')
  const [editing, show] = useState<Editing | null>(null)
  const setEditing = (next: Editing | null) => {
    show(next)
    pictures.setEditing(next !== null)
  }
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<PictureError['problem'] | 'keepFailed' | null>(null)
  const room = pictureLimits.perRequest - already - pictures.pictures.length

  /** Runs a step; what goes wrong is said in words. */
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(error instanceof PictureError ? error.problem : 'keepFailed')
    } finally {
      setBusy(false)
    }
  }
  const choose = (files: FileList | null) => {
    const file = files?.[0]
    if (!file) return
    void attempt(async () => {
      const canvas = await openPicture(file)
      setEditing({ canvas, kind: 'photo', boxes: noBoxes, instead: null })
    })
  }
  const use = ({ canvas, kind, instead }: Editing, boxes: Boxes) =>
    attempt(async () => {
      const blob = await burn(canvas, boxes.boxes)
      const name =
        instead?.kept.name ??
        t(kind === 'photo' ? 'attach.photoName' : 'attach.screenName', {
          number: already + pictures.pictures.length + 1,
        })
      const kept = await keep.run({
        kind: kind === 'photo' ? 'photo' : 'screenshot',
        name,
        base64: await base64Of(blob),
      })
      if (!kept) return
      pictures.add({ kept: kept.out, url: URL.createObjectURL(blob), canvas, boxes }, instead)
      setEditing(null)
    })
  return (
    <section className="attach" data-testid="attach">
      <p className="small">
        <Words>{t('attach.lead')}</Words>
      </p>
      {editing ? (
        <PictureEditor
          canvas={editing.canvas}
          first={editing.boxes}
          busy={busy}
          use={(boxes) => void use(editing, boxes)}
          cancel={() => setEditing(null)}
        />
      ) : (
        <>
          <PictureList
            pictures={pictures.pictures}
            remove={pictures.remove}
            again={(p) => setEditing({ canvas: p.canvas, kind: p.kept.kind, boxes: p.boxes, instead: p })}
          />
          {room > 0 ? (
            <div className="actions">
              <FileTrigger acceptedFileTypes={['image/jpeg', 'image/png', 'image/webp']} onSelect={choose}>
                <Button isDisabled={busy} data-testid="attach-photo">
                  {t('attach.photo')}
                </Button>
              </FileTrigger>
              <ScreenTaker
                own={host.kind === 'electron'}
                taken={(canvas) => setEditing({ canvas, kind: 'screenshot', boxes: noBoxes, instead: null })}
              />
            </div>
          ) : (
            <p>
              <Words>{t('attach.tooMany', { count: pictureLimits.perRequest })}</Words>
            </p>
          )}
        </>
      )}
      <p role="status">{busy && <Words>{t('attach.preparing')}</Words>}</p>
      <Problem text={problem ? t(`attach.${problem}`) : keep.problem} />
    </section>
  )
}
