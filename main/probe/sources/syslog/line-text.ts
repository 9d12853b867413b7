const utf8 = new TextDecoder('utf-8', { fatal: true })
const shiftJis = new TextDecoder('shift_jis')

/** The text of one message: UTF-8 where it is valid, else Shift_JIS, which older Japanese devices write. Pure. */
export const lineText = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes)
  } catch {
    return shiftJis.decode(bytes)
  }
}
