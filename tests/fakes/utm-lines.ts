/** One invented line a format, with documentation addresses (RFC 5737) and private ones. */
export const sampleLines = {
  fortinetVirus:
    '<188>date=2026-11-23 time=11:02:03 devname="office-fw" devid="FGT40F0000000001" eventtime=1795399323000000000 tz="+0900" logid="0211008192" type="utm" subtype="virus" level="warning" srcip=192.168.1.23 srcport=50122 srccountry="Reserved" dstip=203.0.113.7 dstport=80 dstcountry="Germany" action="blocked" virus="EICAR_TEST_FILE" msg="File is infected."',
  fortinetLogin:
    'date=2026-11-23 time=02:10:00 devname="office-fw" devid="FGT40F0000000001" tz="+0900" logid="0100032001" type="event" subtype="system" level="information" logdesc="Admin login successful" action="login" status="success" user="admin" srcip=198.51.100.4 msg="Administrator admin logged in successfully from https(198.51.100.4)"',
  fortinetConfig:
    'date=2026-11-23 time=02:12:00 devname="office-fw" devid="FGT40F0000000001" tz="+0900" logid="0100044547" type="event" subtype="system" level="information" logdesc="Object attribute configured" user="admin" action="Edit" cfgpath="firewall.policy" msg="Edit firewall.policy 3"',
  sophos:
    '<30>device="SFW" date=2026-11-23 time=11:02:03 timezone="JST" device_name="XGS87" device_id=S0000 log_id=020804407002 log_type="IDP" log_component="Signatures" log_subtype="Drop" priority=Warning signature_msg="SERVER-OTHER test" src_ip=203.0.113.9 src_port=4444 dst_ip=192.168.1.10 dst_port=445 protocol="TCP"',
  sonicwall:
    '<129>id=firewall sn=18B169000000 time="2026-11-23 02:02:03 UTC" fw=203.0.113.1 pri=1 c=32 m=608 msg="IPS Detection Alert: test"  n=1 src=192.168.1.50:1234:X0:pc50 dst=203.0.113.8:80:X1 proto=tcp/http',
  watchguardLeef:
    'LEEF:1.0|WatchGuard|XTM|12.8.2|30000151|serial=8000#011policy=HTTP#011disp=Deny#011src=192.168.1.9#011srcPort=4000#011dst=203.0.113.2#011dstPort=443',
  watchguard:
    'Nov 23 11:02:03 fw 80AC0000 firewall: msg_id="3000-0148" Deny 1-Trusted 0-External 52 tcp 20 127 192.168.1.2 203.0.113.5 57222 443 offset 8 S 1 win 65535 (Unhandled Internal Packet-00)',
  checkpoint:
    '1 2026-11-23T02:02:03Z gw CheckPoint 19710 - [action:"Prevent"; flags:"1"; loguid:"{0x1}"; origin:"192.168.1.1"; product:"Anti-Virus"; protection_name:"Trojan.Test"; dst:"192.168.1.77"; src:"203.0.113.66"; s_port:"80"; service:"50123"; ]',
  paloAlto:
    '<14>Nov 23 11:02:03 fw 1,2026/11/23 11:02:03,0000,THREAT,virus,2305,2026/11/23 11:02:02,203.0.113.3,192.168.1.4,203.0.113.3,198.51.100.1,rule,,,web-browsing,vsys1,untrust,trust,e1,e2,fwd,2026/11/23 11:02:03,1,1,80,51000,80,51000,0x0,tcp,alert,"a,b.exe",Virus/Win32.test(1),any,medium,server-to-client',
  ciscoAsa:
    '<164>Nov 23 2026 11:02:03 fw : %ASA-4-106023: Deny tcp src outside:203.0.113.4/4321 dst inside:192.168.1.5/22 by access-group "outside_in"',
  ciscoIos:
    '<189>84: Nov 23 11:02:03.123 JST: %SYS-5-CONFIG_I: Configured from console by admin on vty0 (192.168.1.99)',
  meraki:
    '<134>1 1795399323.5 MX64 security_event ids_alerted signature=1:28423:1 priority=1 timestamp=1795399323 direction=ingress protocol=tcp/ip src=203.0.113.10:80 dst=192.168.1.2:53023 message: EXPLOIT-KIT test',
  suricata:
    '{"timestamp":"2026-11-23T02:02:03.123456+0000","event_type":"alert","src_ip":"192.168.1.30","src_port":50000,"dest_ip":"203.0.113.11","dest_port":443,"proto":"TCP","alert":{"action":"allowed","signature_id":1,"signature":"ET MALWARE test","category":"A Network Trojan was detected","severity":1}}',
  filterlog:
    '<134>Nov 23 11:02:03 filterlog[123]: 5,,,1000000103,em0,match,block,in,4,0x0,,64,0,0,DF,6,tcp,60,203.0.113.12,192.168.1.3,40000,23,0,S,1,,1024,,mss',
  netfilter:
    'Nov 23 11:02:03 router kernel: [UFW BLOCK] IN=eth0 OUT= MAC=00:11:22:33:44:55:66:77:88:99:aa:bb:08:00 SRC=203.0.113.13 DST=192.168.1.3 LEN=40 PROTO=TCP SPT=40001 DPT=23 SYN',
  mikrotik: 'Nov 23 11:02:03 gw system,error,critical login failure for user admin from 203.0.113.14 via ssh',
  yamahaFilter: '<134>PP[01] Rejected at IN(2000) filter: TCP 203.0.113.15:40000 > 198.51.100.2:23',
  yamahaInspect: '[INSPECT] LAN2[out][31] TCP 192.168.100.2.50000 > 203.0.113.16.443 (2026/11/23 11:02:03)',
  yamahaLogin: '<134>Nov 23 11:02:03 192.168.100.1 Login failed for HTTP: 203.0.113.17',
  yamahaLease: '[DHCPD] LAN1(port4) Allocates 192.168.100.7: 00:a0:de:11:22:33',
  yamahaConfig: 'Configuration saved in "CONFIG0" by TELNET(admin)',
  junos:
    '<14>1 2026-11-23T11:02:03.123+09:00 srx RT_IDS - RT_SCREEN_TCP [junos@2636.1.1.1.2.129 attack-name="SYN flood!" source-address="203.0.113.18" source-port="4000" destination-address="192.168.1.8" destination-port="80" action="drop"]',
  netscreen:
    'Nov 23 11:02:03 ssg NetScreen device_id=0000  [Root]system-notification-00257(traffic): start_time="2026-11-23 11:02:02" proto=6 src zone=Untrust dst zone=Trust action=Deny sent=0 rcvd=0 src=203.0.113.19 dst=192.168.1.6 src_port=1 dst_port=2',
  unifi:
    'Nov 23 11:02:03 UDM CEF:0|Ubiquiti|UniFi Network|9.4|201|Threat Detected and Blocked|7|proto=TCP src=203.0.113.20 spt=46621 dst=192.168.1.12 dpt=80 act=blocked UNIFIsrcRegion=GB UNIFIutcTime=2026-11-23T02:02:03.000Z msg=A network intrusion attempt was blocked',
  openvpn:
    '2026-11-23 11:02:03 203.0.113.21:45321 TLS Error: incoming packet authentication failed from [AF_INET]203.0.113.21:45321',
  sshd: 'Nov 23 11:02:03 nas sshd[123]: Failed password for invalid user admin from 203.0.113.22 port 51182 ssh2',
  synology:
    '2026-11-23T11:02:03+09:00 nas synoscgi_SYNO.API.Auth_7_login[1]: pam_unix(webui:auth): authentication failure; logname= uid=0 euid=0 tty= ruser= rhost=203.0.113.23',
  dhcp: 'Nov 23 11:02:03 gw dhcpd[1]: DHCPACK on 192.168.1.120 to 00:50:56:13:60:56 (keiri-2) via eth1',
  genericJson:
    '{"time":"2026-11-23T02:02:03Z","severity":"high","event":"Port scan detected","source":{"ip":"203.0.113.24","port":1},"destination":{"ip":"192.168.1.9","port":22},"action":"drop"}',
  genericPairs:
    'Nov 23 11:02:03 box fw: verdict=deny proto=tcp saddr=203.0.113.25 sport=999 daddr=192.168.1.9 dport=3389',
  genericText:
    '<13>Nov 23 11:02:03 box guard: connection from 203.0.113.26 port 4444 to 192.168.1.9 port 80 denied',
  genericCsv: '2026-11-23 11:02:03,fw01,DROP,tcp,203.0.113.27,5555,192.168.1.9,443,eth0,rule7',
} as const
