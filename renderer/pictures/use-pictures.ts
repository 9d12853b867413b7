import { useEffect, useRef, useState } from 'react'
import type { KeptAttachment } from '../../main/contract/attachment.ts'
import { useClient } from '../state/page.tsx'
import type { Boxes } from './boxes.ts'

/** A picture that will go: its bytes as kept by the core, the same bytes to look at, and what it can be drawn again from. */
export type Picture = { kept: KeptAttachment; url: string; canvas: HTMLCanvasElement; boxes: Boxes }

/** The pictures of one form. What was not sent when the form goes away is forgotten, here and in the core. */
export const usePictures = () => {
  const client = useClient()
  const [pictures, setPictures] = useState<readonly Picture[]>([])
  /** Is one open to be blacked out, so that it would be lost by sending now? */
  const [editing, setEditing] = useState(false)
  const latest = useRef(pictures)
  latest.current = pictures
  const forget = ({ kept, url }: Picture) => {
    URL.revokeObjectURL(url)
    void client.ask('attachment.drop', { id: kept.id }).catch(() => {})
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the form goes away
  useEffect(
    () => () => {
      for (const p of latest.current) forget(p)
    },
    [],
  )
  const set = (next: readonly Picture[]) => {
    latest.current = next
    setPictures(next)
  }
  return {
    editing,
    setEditing,
    pictures,
    ids: pictures.map((p) => p.kept.id),
    /** Adds one; `instead`: the one that it was drawn again from. */
    add(picture: Picture, instead: Picture | null) {
      set(instead ? pictures.map((p) => (p === instead ? picture : p)) : [...pictures, picture])
      if (instead) forget(instead)
    },
    remove(picture: Picture) {
      set(pictures.filter((p) => p !== picture))
      forget(picture)
    },
    /** They belong to a request now. */
    sent() {
      for (const { url } of pictures) URL.revokeObjectURL(url)
      set([])
    },
  }
}
export type Pictures = ReturnType<typeof usePictures>
