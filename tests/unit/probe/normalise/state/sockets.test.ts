import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../../../../main/probe/normalise/state/ip-address.ts'
import {
  inboundSessions,
  reachable,
  readLsof,
  readProcNetTcp,
  readWindowsNetstat,
} from '../../../../../main/probe/normalise/state/sockets.ts'

// proc(5): addresses in the byte order of the machine, state 0A listens.
const proc = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 11111 1 0000000000000000 100 0 0 10 0
   1: 00000000:B26E 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 22222 1 0000000000000000 100 0 0 10 0
   2: 0A00A8C0:170C 05FEA9C0:C001 01 00000000:00000000 00:00000000 00000000     0        0 33333 1 0000000000000000 20 4 30 10 -1
`
const proc6 =
  '   0: 00000000000000000000000000000000:170C 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 44444 1 0 100 0 0 10 0\n   1: 0000000000000000FFFF00000A00A8C0:01BB 0000000000000000FFFF0000010200C0:D431 01 00000000:00000000 00:00000000 00000000     0        0 5 1 0 20 4 30 10 -1\n'
// Microsoft Learn, "netstat"; heading and states of a Japanese Windows.
const netstat = `
アクティブな接続

  プロトコル  ローカル アドレス          外部アドレス        状態           PID
  TCP         0.0.0.0:135            0.0.0.0:0              LISTENING       900
  TCP         127.0.0.1:5354         0.0.0.0:0              LISTENING       901
  TCP         192.168.0.10:3389      203.0.114.9:50123      ESTABLISHED     902
  TCP         0.0.0.0:3389           0.0.0.0:0              LISTENING       902
  TCP         [::]:445               [::]:0                 LISTENING       4
  TCP         [fe80::1c2d:3e4f%4]:139  [::]:0               LISTENING       4
  UDP         0.0.0.0:5353           *:*                                    1200
  UDP         [::]:5353              *:*                                    1200
`
// lsof(8), "OUTPUT FOR OTHER PROGRAMS".
const lsof =
  'p501\ncScreensharingd\nf4\nn*:5900\nTST=LISTEN\nf5\nn192.168.0.4:5900->198.18.0.9:50100\nTST=ESTABLISHED\np600\ncnode\nf9\nn127.0.0.1:3000\nTST=LISTEN\n'

describe('tables of sockets', () => {
  test('Linux', () => {
    const sockets = [...readProcNetTcp(proc), ...readProcNetTcp(proc6)]
    expect(reachable(sockets).map((s) => s.local)).toEqual([
      { address: '0.0.0.0', port: 45_678 },
      { address: '::', port: 5900 },
    ])
    expect(sockets.at(-1)?.remote).toEqual({ address: '192.0.2.1', port: 54_321 })
    expect(inboundSessions(sockets)).toEqual([{ tool: 'vncserver', from: '192.169.254.5' }])
  })
  test('Windows', () => {
    const sockets = readWindowsNetstat(netstat)
    expect(reachable(sockets).map((s) => s.local.port)).toEqual([135, 3389, 445, 139])
    expect(inboundSessions(sockets)).toEqual([{ tool: 'rdp', from: '203.0.114.9' }])
  })
  test('macOS', () => {
    const sockets = readLsof(lsof)
    expect(reachable(sockets)).toMatchObject([{ program: 'Screensharingd', pid: 501, local: { port: 5900 } }])
    expect(inboundSessions(sockets)).toEqual([{ tool: 'vncserver', from: '198.18.0.9' }])
  })
  test('no text makes a reader throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const read of [readProcNetTcp, readWindowsNetstat, readLsof]) read(text)
      }),
    )
  })
})

test.each([
  ['8.8.8.8', true],
  ['203.0.114.1', true],
  ['2606:4700::1111', true],
  ['::ffff:8.8.8.8', true],
  ['192.168.1.1', false],
  ['172.31.0.1', false],
  ['100.64.0.1', false],
  ['169.254.1.1', false],
  ['fe80::1%eth0', false],
  ['fd00::1', false],
  ['::1', false],
  ['host.example', false],
  ['999.1.1.1', false],
])('%s is public: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected))
