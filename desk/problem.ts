/** Why the desk does not do what was asked; `code` is for programs, `detail` for engineers. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, detail = '') {
    super(detail || code)
    this.status = status
    this.code = code
  }
}
