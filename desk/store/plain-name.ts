const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

const onOneLine = (text: string, length: number): string =>
  text.normalize('NFC').replace(unseen, '_').slice(0, length).toWellFormed()

/** A sender's text on one line: what cannot be seen or turns the direction of writing becomes `_`. Pure. */
export const visibleText = (text: string): string => onOneLine(text, 300)

/** A name that is safe to show and to offer for saving: no folders, no control or direction signs. Pure. */
export const plainName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = onOneLine(last.replace(/[<>:"|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, ''), 120)
  return plain.replace(/[.\s]+$/, '') || 'file'
}
