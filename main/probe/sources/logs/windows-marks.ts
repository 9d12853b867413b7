import { decodeLogBytes } from '../../../ports/log-text.ts'
import type { CommandResult, RunCommand } from '../../../ports/run-command.ts'
import { readWindowsEvent } from '../../normalise/windows-event.ts'
import { createEventSplitter } from '../../normalise/windows-event-splitter.ts'
import type { ChannelMarks } from './windows-channels.ts'

/** Win32 ERROR_ACCESS_DENIED, which wevtutil gives as its exit code. */
const accessDenied = 5

// One byte a character, so that the bytes can be looked at before they are decoded.
const asBytes = { encoding: 'latin1', timeout: 60_000, maxOutput: 64 * 1024 * 1024 }

/** Runs wevtutil; its output decoded whatever the code page. */
export const wevtutil = async (run: RunCommand, args: readonly string[]): Promise<CommandResult> => {
  const result = await run.run('wevtutil', args, asBytes)
  // A byte order mark was already honoured; then there are characters beyond one byte, or none at all to mend.
  const single = !/[\u0100-\uffff]/.test(result.stdout)
  return single ? { ...result, stdout: decodeLogBytes(Buffer.from(result.stdout, 'latin1')) } : result
}

/** Where each channel ends now; channels that this user may not read, and those that gave no answer. */
export type ChannelEnds = { ends: ChannelMarks; denied: string[]; failed: string[] }

/** Asks each channel for its newest record. An empty channel ends at 0. */
export const channelEnds = async (run: RunCommand, channels: readonly string[]): Promise<ChannelEnds> => {
  const ends: Record<string, number> = {}
  const denied: string[] = []
  const failed: string[] = []
  for (const channel of channels) {
    const { code, stdout } = await wevtutil(run, ['qe', channel, '/f:xml', '/c:1', '/rd:true'])
    if (code === accessDenied) denied.push(channel)
    else if (code !== 0) failed.push(channel)
    else {
      const [newest] = createEventSplitter().push(stdout)
      ends[channel] = (newest === undefined ? undefined : readWindowsEvent(newest, '')?.recordId) ?? 0
    }
  }
  return { ends, denied, failed }
}

/**
 * From where to read on. A channel without a mark starts at its end; one whose end lies before its mark was cleared and
 * began anew. A bookmark of another PC counts for nothing. Pure.
 */
export const resume = (bookmark: unknown, computer: string, ends: ChannelMarks): Record<string, number> => {
  const saved = (bookmark ?? {}) as { computer?: unknown; marks?: Record<string, unknown> }
  const marks = saved.computer === computer && typeof saved.marks === 'object' ? saved.marks : {}
  return Object.fromEntries(
    Object.entries(ends).map(([channel, end]) => {
      const mark = marks?.[channel]
      if (typeof mark !== 'number' || !Number.isSafeInteger(mark) || mark < 0) return [channel, end]
      return [channel, end < mark ? 0 : mark]
    }),
  )
}
