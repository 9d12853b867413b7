import { expect, test } from 'vitest'
import { mayOpen, officialHosts } from '../../../../main/hosts/electron/links.ts'

const hosts = [...officialHosts, 'desk.example.jp']
const practice = 'http://127.0.0.1:8650'

test.each([
  ['https://www.npa.go.jp/bureau/cyber/', true],
  ['https://desk.example.jp/', true],
  ['https://desk.example.jp:8443/', false],
  ['http://desk.example.jp/', false],
  ['https://desk.example.jp.evil.example/', false],
  ['https://www.npa.go.jp@evil.example/', false],
  ['tel:06-6123-4567', true],
  ['tel:%2A%2A', false],
  ['mailto:desk@example.jp', true],
  ['mailto:desk@example.jp?attach=/etc/passwd', false],
  ['http://127.0.0.1:8650/?ticket=1', true],
  ['http://127.0.0.1:8651/', false],
  ['http://localhost:8650/', false],
  ['file:///c:/windows/system32/calc.exe', false],
  ['ms-msdt:/id', false],
  ['ms-settings:windowsupdate', true],
  ['windowsdefender://threat', true],
  ['ms-settings:x?cmd=calc', false],
  ['javascript:alert(1)', false],
  ['', false],
])('%s → %s', (address, expected) => {
  expect(mayOpen(address, hosts, practice)).toBe(expected)
})

test('without a practice desk no plain address opens', () => {
  expect(mayOpen('http://127.0.0.1:8650/', hosts, null)).toBe(false)
})
