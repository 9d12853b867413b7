import { expect, test } from 'vitest'
import type { NetworkDeviceEvent } from '../../../../main/contract/event.ts'
import { createPlaces } from '../../../../main/probe/detectors/network-device/places.ts'
import { parseNeighbours, plainMac } from '../../../../main/probe/normalise/neighbours.ts'

test('the tables of the three systems, whatever language their headings have', () => {
  const linux =
    'IP address       HW type     Flags       HW address            Mask     Device\n192.168.1.1      0x1         0x2         0a:1b:2c:3d:4e:5f     *        eth0\n192.168.1.9      0x1         0x0         00:00:00:00:00:00     *        eth0\n'
  const windows =
    '\r\nインターフェイス: 192.168.1.5 --- 0x4\r\n  192.168.1.30          0a-1b-2c-3d-4e-60     動的        \r\n  192.168.1.255         ff-ff-ff-ff-ff-ff     静的\r\n'
  const mac =
    '? (192.168.1.31) at a:1b:2c:3d:4e:6 on en0 ifscope [ethernet]\n? (192.168.1.7) at (incomplete) on en0\n'
  expect([...parseNeighbours(linux + windows + mac)]).toEqual([
    ['192.168.1.1', '0a1b2c3d4e5f'],
    ['192.168.1.30', '0a1b2c3d4e60'],
    ['192.168.1.31', '0a1b2c3d4e06'],
  ])
  expect(plainMac('192.168.1.30')).toBeNull()
  expect(plainMac('0A1B.2C3D.4E5F')).toBe('0a1b2c3d4e5f')
})

test('a name given to a machine follows it to another address, by the table and by the line itself', () => {
  const names = [
    { address: '0A-1B-2C-3D-4E-5F', name: '経理の2番のPC' },
    { address: '192.168.1.40', name: '古い名前' },
  ]
  const macs = new Map([['192.168.1.40', '0a1b2c3d4e5f']])
  const places = createPlaces(
    () => names,
    [],
    (a) => macs.get(a),
  )
  const name = (end: NetworkDeviceEvent['src']) => places.nameOf(end)
  expect(name({ address: '192.168.1.40' })).toBe('経理の2番のPC')
  expect(name({ address: '192.168.1.41', mac: '0a:1b:2c:3d:4e:5f' })).toBe('経理の2番のPC')
  expect(name({ address: '192.168.1.40', mac: '00:00:5e:00:53:01' })).toBe('古い名前')
  expect(name({ address: '203.0.113.4', mac: '0a:1b:2c:3d:4e:5f' })).toBe('203.0.113.4')
})
