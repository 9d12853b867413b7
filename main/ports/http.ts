/** Outgoing HTTP for the desk client. */
export type HttpReply = { status: number; body: unknown }
export type Http = {
  /**
   * One JSON call; a `Uint8Array` as body goes as bytes. Rejects on network trouble, timeout (ms, default 15,000), an answer
   * longer than `longest` (bytes, default 4 MiB), or one that is not JSON.
   */
  json: (
    method: 'GET' | 'PUT' | 'POST',
    url: string,
    options: { headers?: Record<string, string>; body?: unknown; timeout?: number; longest?: number },
  ) => Promise<HttpReply>
  /** Opens a server-sent event stream; `onData` gets each `data:` text. `onEnd` is called once. Returns the stop function. */
  stream: (
    url: string,
    options: {
      headers?: Record<string, string>
      onOpen: () => void
      onData: (text: string) => void
      onEnd: () => void
    },
  ) => () => void
}
