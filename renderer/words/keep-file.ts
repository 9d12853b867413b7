/** Hands a file to the browser to keep. `content`: text, or bytes in base64. */
export const keepFile = (
  name: string,
  content: { text: string } | { base64: string },
  type: string,
): void => {
  const part =
    'text' in content ? content.text : Uint8Array.from(atob(content.base64), (c) => c.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([part], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  // Only after the browser has taken the bytes: at once, a busy PC keeps an empty file.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
