/** Where the desk tells engineers what happens. No secret and no customer's text goes in. */
export type DeskLog = {
  info: (line: string) => void
  warn: (line: string) => void
  error: (line: string) => void
}
