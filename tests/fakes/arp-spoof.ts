import { execFileSync } from 'node:child_process'
import { systemClock } from '../../main/ports/clock.ts'
import { silentLog } from '../../main/ports/log.ts'
import { nodeRunCommand } from '../../main/ports/run-command.ts'
import { createGatewayWatch } from '../../main/probe/sources/state/gateway.ts'

/**
 * Runs inside a network namespace of its own (`unshare -Urn`): a real cable, a gateway, and then a real forged ARP answer
 * in the gateway's name. Prints every event of the gateway watcher as a JSON line.
 */
const gateway = '192.168.77.1'
const [own, other] = ['wire0', 'wire1']
const mine = '02:00:00:00:00:05'
const ip = (...args: string[]) => execFileSync('ip', args)
/** An ARP answer (RFC 826) "I am the gateway" from `mac`, as a raw frame. */
const answer = (mac: string) => {
  const card = (text: string) => `bytes.fromhex('${text.replaceAll(':', '')}')`
  const script = `import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(('${other}', 0))
s.send(${card(mine)} + ${card(mac)} + bytes.fromhex('08060001080006040002') + ${card(mac)} + socket.inet_aton('${gateway}') + ${card(mine)} + socket.inet_aton('192.168.77.5'))`
  execFileSync('python3', ['-c', script])
}
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

ip('link', 'add', own, 'address', mine, 'type', 'veth', 'peer', 'name', other)
for (const name of [own, other]) ip('link', 'set', name, 'up')
ip('address', 'add', '192.168.77.5/24', 'dev', own)
ip('route', 'add', 'default', 'via', gateway)
ip('neigh', 'replace', gateway, 'lladdr', '02:00:00:00:00:01', 'dev', own, 'nud', 'reachable')

const source = createGatewayWatch('linux')
await source.start({
  clock: { ...systemClock, after: (ms: number, f: () => void) => systemClock.after(Math.min(ms, 300), f) },
  run: nodeRunCommand,
  log: silentLog,
  paths: { data: '/nowhere', home: '/nowhere', documents: [] },
  random: Math.random,
  bookmark: { read: () => null, write: () => {} },
  emit: (event: unknown) => console.log(JSON.stringify(event)),
  health: () => {},
  died: () => {},
} as unknown as Parameters<typeof source.start>[0])
await pause(1500)
// The kernel takes no second answer within a second (locktime), so that a forger repeats his.
for (let i = 0; i < 4; i += 1) {
  answer('02:00:00:00:00:66')
  await pause(600)
}
await source.stop()
process.exit(0)
