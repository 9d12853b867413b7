import { expect, test } from 'vitest'
import {
  readGsettingsProxy,
  readKioslaverc,
} from '../../../../../main/probe/normalise/state/desktop-proxy.ts'

// `gsettings list-recursively org.gnome.system.proxy` (GLib 2.74).
const gnome = (values: Readonly<Record<string, string>>) =>
  Object.entries({
    'org.gnome.system.proxy autoconfig-url': "''",
    'org.gnome.system.proxy ignore-hosts': "['localhost', '127.0.0.0/8', '::1']",
    'org.gnome.system.proxy mode': "'none'",
    'org.gnome.system.proxy.ftp host': "''",
    'org.gnome.system.proxy.http authentication-password': "'geheim'",
    'org.gnome.system.proxy.http host': "''",
    'org.gnome.system.proxy.http port': '8080',
    'org.gnome.system.proxy.https host': "''",
    'org.gnome.system.proxy.https port': '0',
    ...values,
  })
    .map(([k, v]) => `${k} ${v}\n`)
    .join('')

test("GNOME's: only what is in use counts, and no password is taken", () => {
  const url = { 'org.gnome.system.proxy autoconfig-url': "'http://203.0.113.9/p.pac'" }
  const host = {
    'org.gnome.system.proxy.http host': "'203.0.113.9'",
    'org.gnome.system.proxy.https host': '"it\'s"',
  }
  const mode = (name: string) => ({ 'org.gnome.system.proxy mode': `'${name}'` })
  expect(readGsettingsProxy(gnome({ ...url, ...host }))).toEqual({})
  expect(readGsettingsProxy(gnome({ ...url, ...host, ...mode('auto') }))).toEqual({
    'autoconfig-url': 'http://203.0.113.9/p.pac',
  })
  expect(readGsettingsProxy(gnome(mode('auto')))).toEqual({ 'autoconfig-url': 'WPAD' })
  expect(readGsettingsProxy(gnome({ ...url, ...host, ...mode('manual') }))).toEqual({
    'http-proxy': '203.0.113.9:8080',
    'https-proxy': "it's:0",
  })
  expect(readGsettingsProxy('No such schema')).toEqual({})
})

test("KDE's: by type, in its own section, the first file first", () => {
  const file = (type: number, more = '') =>
    `[Other]\nProxyType=2\n[Proxy Settings][$i]\r\nProxyType[$e]=${type}\r\nProxy Config Script=http://203.0.113.9/p.pac\nhttpProxy=http://203.0.113.9 8080\n${more}[Last]\nProxyType=9\n`
  expect(readKioslaverc([file(0)])).toEqual({})
  expect(readKioslaverc([file(4)])).toEqual({})
  expect(readKioslaverc([file(1)])).toEqual({ httpProxy: 'http://203.0.113.9:8080' })
  expect(readKioslaverc([file(2)])).toEqual({ 'Proxy Config Script': 'http://203.0.113.9/p.pac' })
  expect(readKioslaverc([file(3)])).toEqual({ 'Proxy Config Script': 'WPAD' })
  expect(readKioslaverc(['[Proxy Settings]\nProxyType=0\n', file(2)])).toEqual({})
  expect(readKioslaverc(['', '[x', '=', '[Proxy Settings]\nProxyType'])).toEqual({})
})
