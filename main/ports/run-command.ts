import { spawn } from 'node:child_process'
import iconv from 'iconv-lite'

export type CommandResult = {
  /** null when it could not be started or was ended by a signal. */
  code: number | null
  stdout: string
  stderr: string
  /** Why there is no proper answer; null when the program ran to its end. */
  problem: 'not-found' | 'no-permission' | 'timeout' | 'too-much-output' | 'failed-to-start' | null
}

export type CommandOptions = {
  /** Milliseconds; default 10,000. */
  timeout?: number
  /** Bytes of stdout kept at most; default 16 MiB. */
  maxOutput?: number
  /** Encoding of the output, e.g. `cp932`; default utf8. UTF-16 with a byte order mark is always recognised. */
  encoding?: string
  /** What the program reads; default nothing. */
  input?: string
  /** In its place: comes when the program has perhaps long been getting ready. A rejected one is nothing. */
  inputLater?: Promise<string>
}

/** A long-running program whose lines are read as they come. */
export type LineStream = {
  /** Ends the program. */
  stop: () => void
}
export type LineStreamOptions = {
  encoding?: string
  /** Longest line in characters; a longer one is cut and flagged. Default 1,000,000. */
  maxLine?: number
  onLine: (line: string, cut: boolean) => void
  /** Called once, when the program has ended or could not be started. */
  onEnd: (result: { code: number | null; problem: CommandResult['problem']; stderr: string }) => void
}

/** Starting of other programs. Arguments go as a list: no shell is involved, ever. */
export type RunCommand = {
  run: (file: string, args: readonly string[], options?: CommandOptions) => Promise<CommandResult>
  lines: (file: string, args: readonly string[], options: LineStreamOptions) => LineStream
}

/** Decodes explicitly: UTF-16 by its byte order mark, else the given encoding. */
export const decodeOutput = (bytes: Buffer, encoding = 'utf8'): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, 'utf16be')
  return iconv.decode(bytes, encoding)
}

const problemOf = (error: NodeJS.ErrnoException): NonNullable<CommandResult['problem']> =>
  error.code === 'ENOENT' ? 'not-found' : error.code === 'EACCES' ? 'no-permission' : 'failed-to-start'

const run: RunCommand['run'] = (file, args, options = {}) =>
  new Promise((resolve) => {
    const { timeout = 10_000, maxOutput = 16 * 1024 * 1024, encoding, input, inputLater } = options
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true })
    const out: Buffer[] = []
    const err: Buffer[] = []
    let size = 0
    let problem: CommandResult['problem'] = null
    const timer = setTimeout(() => {
      problem = 'timeout'
      child.kill('SIGKILL')
    }, timeout)
    const finish = (code: number | null) => {
      clearTimeout(timer)
      resolve({
        code,
        problem,
        stdout: decodeOutput(Buffer.concat(out), encoding),
        stderr: decodeOutput(Buffer.concat(err), encoding).slice(0, 4000),
      })
    }
    child.stdout.on('data', (b: Buffer) => {
      size += b.length
      if (size <= maxOutput) out.push(b)
      else if (!problem) {
        problem = 'too-much-output'
        child.kill('SIGKILL')
      }
    })
    child.stderr.on('data', (b: Buffer) => {
      if (err.length < 100) err.push(b)
    })
    child.on('error', (e) => {
      problem ??= problemOf(e)
      if (child.pid === undefined) finish(null)
    })
    child.on('close', finish)
    child.stdin.on('error', () => {})
    const feed = (text = '') => void child.stdin.end(text)
    if (inputLater) inputLater.then(feed, () => feed())
    else feed(input)
  })

const lines: RunCommand['lines'] = (file, args, options) => {
  const { encoding = 'utf8', maxLine = 1_000_000, onLine, onEnd } = options
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
  const decoder = iconv.getDecoder(encoding)
  let rest = ''
  let skipping = false
  let stderr = ''
  let problem: CommandResult['problem'] = null
  let ended = false
  const feed = (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      if (skipping) skipping = false
      else onLine(part.replace(/\r$/, '').slice(0, maxLine), part.length > maxLine)
    }
    if (rest.length > maxLine) {
      if (!skipping) onLine(rest.slice(0, maxLine), true)
      skipping = true
      rest = ''
    }
  }
  const finish = (code: number | null) => {
    if (ended) return
    ended = true
    onEnd({ code, problem, stderr })
  }
  child.stdout.on('data', (b: Buffer) => feed(decoder.write(b)))
  child.stderr.on('data', (b: Buffer) => {
    stderr = (stderr + decodeOutput(b, encoding)).slice(-4000)
  })
  child.on('error', (e) => {
    problem ??= problemOf(e)
    if (child.pid === undefined) finish(null)
  })
  child.on('close', (code) => {
    feed(decoder.end() ?? '')
    if (rest && !skipping) onLine(rest, false)
    finish(code)
  })
  return { stop: () => void child.kill('SIGTERM') }
}

export const nodeRunCommand: RunCommand = { run, lines }
