import type { StateEntry } from '../../../normalise/state/state-diff.ts'

/** How a place of persistence is read. Patterns as in `file-places.ts`; `%NAME%` is a Windows environment variable, `~` the home folder. */
export type RowReader =
  | {
      kind: 'files'
      patterns: readonly string[]
      /** Only the names matter, and of a macOS bundle its version and seal. */
      namesOnly?: boolean
      /** Only files that hold this count. */
      holding?: RegExp
    }
  /** `reg query`; see `RegistryPlace`. */
  | {
      kind: 'registry'
      keys: readonly RegistryPlace[]
      /** Leaves out what Windows itself makes anew all the time. */
      without?: (entries: readonly StateEntry[], env: NodeJS.ProcessEnv) => StateEntry[]
    }
  /** A tool whose output is read by the named pure reader. */
  | {
      kind: 'tool'
      file: string
      args: readonly string[]
      read: ToolReader
      /** Exit codes that mean "nothing there". */
      empty?: readonly number[]
      /** True where a PC without the tool cannot have such entries either. */
      optional?: boolean
      /**
       * Files and folders that change whenever the tool's answer does; `$USER` is the user's name. The tool is asked anew only
       * when one of them has changed, or after five minutes.
       */
      changedWith?: readonly string[]
    }
  /** A file whose lines are read by the named pure reader. */
  | { kind: 'text'; file: string; read: ToolReader }

export type RegistryPlace = {
  key: string
  deep?: boolean
  value?: string
  /** Keeps only these value names (lower case). */
  values?: readonly string[]
  /** Keeps only keys whose path ends so. */
  under?: string
  /** Leaves out keys whose path ends so. */
  except?: RegExp
  /** Keeps only values whose data is like this. */
  data?: RegExp
}
export type ToolReader =
  | 'lines'
  | 'scheduled-tasks'
  | 'guids'
  | 'members'
  | 'crontab'
  | 'wmi-events'
  | 'paths'
  | 'bundles'
  | 'profiles'

/** One row of the table of places where a program can make itself start again (numbers as in the project's table). */
export type PersistenceRow = {
  row: number
  /** Stable, kebab-case. */
  id: string
  /** ATT&CK technique. */
  technique: string
  /** True: installers have no business here, so any change is worth a look today. */
  grave?: boolean
  /** True where the place only tells what came: what is no longer listed is not gone. */
  keep?: boolean
  readers: readonly RowReader[]
}

export const files = (...patterns: string[]): RowReader => ({ kind: 'files', patterns })
export const filesHolding = (holding: RegExp, ...patterns: string[]): RowReader => ({
  kind: 'files',
  patterns,
  holding,
})
export const names = (...patterns: string[]): RowReader => ({ kind: 'files', patterns, namesOnly: true })
export const registry = (...keys: (string | RegistryPlace)[]): Extract<RowReader, { kind: 'registry' }> => ({
  kind: 'registry',
  keys: keys.map((key) => (typeof key === 'string' ? { key } : key)),
})
