import { useEffect, useRef, useState } from 'react'
import {
  addBox,
  type Box,
  type Boxes,
  between,
  changeBox,
  keyedBox,
  middleBox,
  removeBox,
  smallest,
  undo,
} from '../pictures/boxes.ts'
import { useText } from '../state/page.tsx'
import { Words } from '../words/phrases.tsx'
import { Button } from './button.tsx'

type EditorProps = {
  canvas: HTMLCanvasElement
  first: Boxes
  busy: boolean
  use: (boxes: Boxes) => void
  cancel: () => void
}
type Point = { x: number; y: number }

/** Blacking out by mouse, finger or keys. Nothing goes from here: the picture is drawn anew when it is used. */
export const PictureEditor = ({ canvas, first, busy, use, cancel }: EditorProps) => {
  const t = useText()
  const [state, setState] = useState(first)
  const [start, setStart] = useState<Point | null>(null)
  const [drawn, setDrawn] = useState<Box | null>(null)
  const [said, setSaid] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  const svg = useRef<SVGSVGElement>(null)
  const size = { width: canvas.width, height: canvas.height }
  useEffect(() => {
    frame.current?.prepend(canvas)
    frame.current?.scrollIntoView({ block: 'nearest' })
    return () => canvas.remove()
  }, [canvas])
  // A box that was just added by keys is the one that the arrow keys move.
  const [focusId, setFocusId] = useState<number | null>(null)
  useEffect(() => {
    if (focusId !== null) svg.current?.querySelector<SVGRectElement>(`[data-box="${focusId}"]`)?.focus()
  }, [focusId])

  const pointOf = (e: { clientX: number; clientY: number }): Point => {
    const place = svg.current?.getBoundingClientRect()
    if (!place || place.width === 0) return { x: 0, y: 0 }
    return {
      x: ((e.clientX - place.left) / place.width) * size.width,
      y: ((e.clientY - place.top) / place.height) * size.height,
    }
  }
  const finish = () => {
    if (drawn && drawn.width > smallest && drawn.height > smallest) setState(addBox(state, drawn, size))
    setStart(null)
    setDrawn(null)
  }
  const add = () => {
    setFocusId(state.nextId)
    setState(addBox(state, middleBox(size), size))
    setSaid(t('attach.boxAdded'))
  }
  const take = (id: number) => {
    setState(removeBox(state, id))
    setSaid(t('attach.boxRemoved'))
  }
  const key = (box: Box) => (e: React.KeyboardEvent) => {
    const moved = keyedBox(box, e.key, e.shiftKey, size)
    if (moved) setState(changeBox(state, moved, size, true))
    else if (e.key === 'Delete' || e.key === 'Backspace') take(box.id)
    else return
    e.preventDefault()
  }
  return (
    <div className="picture-editor" data-testid="picture-editor">
      <h3>
        <Words>{t('attach.editor')}</Words>
      </h3>
      <p className="small">
        <Words>{t('attach.editorHint')}</Words> <Words>{t('attach.editorKeys')}</Words>
      </p>
      <div className="picture-frame" ref={frame}>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing with boxes to move is no form field. */}
        <svg
          ref={svg}
          viewBox={`0 0 ${size.width} ${size.height}`}
          role="group"
          aria-label={t('attach.altEdit')}
          data-testid="picture-canvas"
          onPointerDown={(e) => {
            if (e.button !== 0) return
            e.preventDefault()
            e.currentTarget.setPointerCapture(e.pointerId)
            setStart(pointOf(e))
          }}
          onPointerMove={(e) => start && setDrawn(between(0, start, pointOf(e), size))}
          onPointerUp={finish}
          onPointerCancel={finish}
        >
          {state.boxes.map((b, i) => (
            // biome-ignore lint/a11y/useSemanticElements: a part of a drawing cannot be a button element.
            <rect
              key={b.id}
              data-box={b.id}
              data-testid="picture-box"
              x={b.x}
              y={b.y}
              width={b.width}
              height={b.height}
              tabIndex={0}
              role="button"
              aria-label={t('attach.box', { number: i + 1 })}
              onKeyDown={key(b)}
            />
          ))}
          {drawn && <rect x={drawn.x} y={drawn.y} width={drawn.width} height={drawn.height} />}
        </svg>
      </div>
      <p role="status" className="unseen">
        {said}
      </p>
      <div className="actions">
        <Button onPress={add} data-testid="picture-add-box">
          {t('attach.add')}
        </Button>
        <Button
          onPress={() => setState(undo(state))}
          isDisabled={state.past.length === 0}
          data-testid="picture-undo"
        >
          {t('attach.undo')}
        </Button>
      </div>
      <div className="actions">
        <Button look="quiet" onPress={cancel} data-testid="picture-cancel">
          {t('attach.cancel')}
        </Button>
        <Button look="main" onPress={() => use(state)} isDisabled={busy} data-testid="picture-use">
          {t('attach.use')}
        </Button>
      </div>
    </div>
  )
}
