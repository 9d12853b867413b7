import type { FieldValue, LogEvent, ProcessEvent } from '../../contract/event.ts'

/** A program that was seen starting, as a record for Sigma's `process_creation` rules. Pure. */
export const processRecord = (event: ProcessEvent, product: string): LogEvent => {
  const fields: Record<string, FieldValue> = {
    Image: event.executable ?? event.name,
    ProcessId: String(event.pid),
    ...(event.commandLine === null ? {} : { CommandLine: event.commandLine }),
    ...(event.parentPid === null ? {} : { ParentProcessId: String(event.parentPid) }),
    ...(event.user === null ? {} : { User: event.user }),
  }
  return {
    category: 'log',
    source: event.source,
    at: event.at,
    logsource: { product, category: 'process_creation' },
    fields,
  }
}
