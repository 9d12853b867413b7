import type { CommandResult, RunCommand } from '../../../ports/run-command.ts'

export type PowershellOptions = {
  /** Milliseconds. */
  timeout: number
  /** What the script finds in `$given`. It never becomes part of a command line. */
  given?: string
}

// Windows PowerShell reads its input and writes its output in the code page of the console (932 in Japan), whatever we
// send: so both pass as ASCII. Any error ends the script, with exit code 1: half an answer would be taken for a whole one.
const begin = "$ErrorActionPreference='Stop'"
const readGiven =
  '$given=[Text.Encoding]::Unicode.GetString([Convert]::FromBase64String([Console]::In.ReadToEnd().Trim()))'
const print = String.raw`$j=ConvertTo-Json -Compress -InputObject $answer
foreach($c in @($j.ToCharArray()|Where-Object{[int]$_ -gt 126}|Select-Object -Unique)){$j=$j.Replace([string]$c,('\u{0:x4}' -f [int]$c))}
$j`

/** Runs a script that puts what it finds into `$answer`; that comes out as JSON, in ASCII whatever the letters. */
export const runPowershell = (
  run: RunCommand,
  script: string,
  { timeout, given }: PowershellOptions,
): Promise<CommandResult> =>
  run.run(
    'powershell',
    [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      [begin, ...(given === undefined ? [] : [readGiven]), script, print].join('\n'),
    ],
    { timeout, ...(given === undefined ? {} : { input: Buffer.from(given, 'utf16le').toString('base64') }) },
  )
