import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startWine } from './nsis-run.mjs'

// Notes what was asked, and answers what it is told to.
const source = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(int n, char **given) {
  int i, forced = 0;
  for (i = 1; i < n; i++) forced |= strcmp(given[i], "/F") == 0;
  FILE *f = fopen(getenv("TASKKILL_NOTES"), "a");
  fputs(forced ? "ended\\n" : "asked\\n", f);
  fclose(f);
  return forced ? 0 : atoi(getenv("TASKKILL_ANSWER"));
}
`

/**
 * Installs where Windows' `taskkill` gives these codes: 0 asked its windows to close, 1 refused (it has none open), 128 no
 * such program. Gives by code what the installer did: `asked`, and `ended` where it then ended the program by force.
 */
export const endsRunningCopy = (setup, folder) => {
  const notes = join(folder, 'notes.txt')
  const variables = { TASKKILL_NOTES: `Z:${notes}`, WINEDLLOVERRIDES: 'taskkill.exe=n' }
  const wine = startWine(folder)
  wine(['wineboot', '-i'])
  writeFileSync(join(folder, 'taskkill.c'), source)
  const program = join(folder, 'drive_c/windows/system32/taskkill.exe')
  rmSync(program, { force: true })
  execFileSync('x86_64-w64-mingw32-gcc', ['-o', program, join(folder, 'taskkill.c')])
  const seen = {}
  for (const code of ['0', '1', '128']) {
    rmSync(notes, { force: true })
    wine([setup, '/S'], { ...variables, TASKKILL_ANSWER: code })
    seen[code] = existsSync(notes)
      ? readFileSync(notes, 'utf8').split(/\r?\n/).filter(Boolean).join(', ')
      : ''
  }
  wine(['wineboot', '-k'])
  rmSync(folder, { recursive: true, force: true })
  return seen
}
