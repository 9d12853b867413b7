import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const script = readFileSync(join(import.meta.dirname, '../../../assets/installer/installer.nsi'), 'utf8')

// A bare name is looked for in the folder the installer was started from, where a download may wait under that name.
test('the installer starts Windows’ own programs by their full path', () => {
  const started = [...script.matchAll(/nsExec::\w+ (.+)/g)].map(([, command = '']) => command)
  expect(started.length).toBeGreaterThan(4)
  for (const command of started) expect(command).toMatch(/^['`]"\$System\\[\w.\\]+\.exe" /)
})
