import { describe, expect, test } from 'vitest'
import { parseNetworkDeviceLine } from '../../../../../main/probe/normalise/network-device/network-device-line.ts'

const receivedAt = Date.UTC(2026, 10, 23, 3)
/** Shapes that makers without a normaliser of their own use, with invented values: line, both ends, action. */
const lines: [string, string, string, string | null][] = [
  [
    'packet filter of an older UTM',
    '<30>2026:11:23-11:02:03 utm ulogd[4711]: id="2001" severity="info" sub="packetfilter" name="Packet dropped" action="drop" srcip="203.0.113.5" dstip="192.168.1.9" proto="6" srcport="40000" dstport="23" tcpflags="SYN"',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'columns with bars',
    '<14>Nov 23 11:02:03 fw box_Firewall_Activity: Info fw Block: FWD|TCP|eth1|203.0.113.5|40000|00:11:22:33:44:55|192.168.1.9|23|telnet|eth0|Block|0',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'pairs with commas',
    'Nov 23 11:02:03 AC authmgr[3456]: <124006> <WARN> TCP srcip=203.0.113.5 srcport=40000 dstip=192.168.1.9 dstport=23, action=deny, role=guest',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'dashed names',
    'Nov 23 2026 11:02:03 USG %%01POLICY/6/POLICYDENY(l):vsys=public, protocol=6, source-ip=203.0.113.5, source-port=40000, destination-ip=192.168.1.9, destination-port=23, rule-name=x, action=deny.',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'numbered names',
    '<190>Nov 23 11:02:03 2026 H FILTER/6/EXECUTION: Protocol(1001)=TCP;SrcIPAddr(1003)=203.0.113.5;SrcPort(1004)=40000;DstIPAddr(1007)=192.168.1.9;DstPort(1008)=23;Event(1048)=Deny;',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'a session arrow',
    '<190>Nov 23 11:02:03 FLOW@: SESSION: 203.0.113.5:40000->192.168.1.9:23(TCP), interface ethernet0/1, policy 5, session deny',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'tags in brackets',
    '<150>Nov 23 11:02:03 Vigor: [FILTER][Block][WAN->LAN, 0:00:01][@S:R=13:1, 203.0.113.5:40000->192.168.1.9:23][TCP][HLen=20]',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'ends in one value',
    '<134>Nov 23 11:02:03 usg src="203.0.113.5:40000" dst="192.168.1.9:23" msg="Match default rule, DROP" note="ACCESS BLOCK" user="unknown" cat="Security Policy Control"',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'bare columns',
    '2026-11-23 11:02:03 DROP TCP 203.0.113.5 192.168.1.9 40000 23 60 S 0 0 0 - - - RECEIVE',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'ports in brackets',
    'Nov 23 11:02:03 vpn charon: 12[NET] received packet: from 203.0.113.5[500] to 192.168.1.9[4500] (123 bytes)',
    '203.0.113.5:500 > 192.168.1.9:4500',
    null,
  ],
  [
    'JSON with dotted names',
    '{"ts":1795399323.5,"id.orig_h":"203.0.113.5","id.orig_p":40000,"id.resp_h":"192.168.1.9","id.resp_p":23,"proto":"tcp"}',
    '203.0.113.5:40000 > 192.168.1.9:23',
    null,
  ],
  [
    'JSON around a sentence',
    '{"time":"2026-11-23T02:02:03Z","properties":{"msg":"TCP request from 203.0.113.5:40000 to 192.168.1.9:23. Action: Deny"}}',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'JSON of a cloud guard',
    '{"Datetime":"2026-11-23T02:02:03Z","SourceIP":"203.0.113.5","SourcePort":40000,"DestinationIP":"192.168.1.9","DestinationPort":23,"Action":"block"}',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'XML',
    '<134>Nov 23 11:02:03 box <Event2><SourceIP>203.0.113.5</SourceIP><SourcePort>40000</SourcePort><DestIP>192.168.1.9</DestIP><DestPort>23</DestPort><Action>deny</Action></Event2>',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'a plain sentence',
    '<13>Nov 23 11:02:03 box: denied connection from host 203.0.113.5 port 40000 to server 192.168.1.9 port 23',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'words and colons',
    '<13>Nov 23 11:02:03 box guard: Protocol: TCP, Src IP: 203.0.113.5, Src Port: 40000, Dst IP: 192.168.1.9, Dst Port: 23, Action: Denied',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'quoted CSV',
    '"2026-11-23 11:02:03","keiri","Networks","203.0.113.5","192.168.1.9","40000","23","Blocked","rule"',
    '203.0.113.5:40000 > 192.168.1.9:23',
    'blocked',
  ],
  [
    'IPv6',
    'Nov 23 11:02:03 box fw: drop src=2001:db8::5 dst=2001:db8:1::9 sport=40000 dport=23',
    '2001:db8::5:40000 > 2001:db8:1::9:23',
    'blocked',
  ],
]

describe('makers nobody told us about', () => {
  test.each(lines)('%s', (_, line, between, action) => {
    const { src, dst, ...event } = parseNetworkDeviceLine(line, { receivedAt, offsetMinutes: 540 })
    expect({
      between: `${src.address}:${src.port} > ${dst.address}:${dst.port}`,
      action: event.action,
      day: event.at.slice(0, 10),
    }).toEqual({
      between,
      action,
      day: '2026-11-23',
    })
  })
})
