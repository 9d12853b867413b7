import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
const missing =
  process.platform === 'linux' && works('unshare', '-Urn', 'ip', 'link') && works('python3', '-c', '0')
    ? null
    : 'needs Linux with unshare, ip, python3 and user namespaces'

test.skipIf(missing)(`a real forged ARP answer for the gateway is told once (${missing ?? 'runs'})`, () => {
  const printed = execFileSync('unshare', [
    '-Urn',
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    'tests/fakes/arp-spoof.ts',
  ])
  const events = String(printed)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  expect(events).toMatchObject([
    {
      topic: 'gateway',
      action: 'changed',
      subject: '192.168.77.1',
      details: { before: '02:00:00:00:00:01', after: '02:00:00:00:00:66' },
    },
  ])
})
