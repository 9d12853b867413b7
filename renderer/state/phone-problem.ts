import { dialable, type RequestKind } from '../../main/contract/request.ts'

/** What keeps a request from being sent; null where nothing does. Pure. */
export const phoneProblem = (
  kind: RequestKind,
  phone: string,
  text: string,
): 'phoneMissing' | 'phoneWrong' | 'nothing' | null => {
  if (phone.trim() === '') return kind === 'dispatch' ? 'phoneMissing' : text.trim() === '' ? 'nothing' : null
  if (!/^[0-9０-９+＋()（） \-－ー]*$/.test(phone) || dialable(phone).length < 6) return 'phoneWrong'
  return null
}
