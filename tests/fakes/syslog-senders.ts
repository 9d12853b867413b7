import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const has = (file: string, ...args: string[]) =>
  spawnSync(file, args, { stdio: 'ignore' }).error === undefined
/** Why a test with a real sender is skipped; null: it can run. */
export const missing = {
  logger: has('logger', '--version') ? null : 'logger (util-linux) is not installed',
  openssl: has('openssl', 'version') ? null : 'openssl is not installed',
  rsyslog: has('rsyslogd', '-v') ? null : 'rsyslogd is not installed',
  rsyslogTls:
    has('rsyslogd', '-v') && existsSync('/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_ossl.so')
      ? null
      : 'rsyslogd with its OpenSSL driver is not installed',
}

/** A self-signed certificate for 127.0.0.1 in a folder of its own. */
export const makeCertificate = () => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-tls-'))
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=127.0.0.1',
      '-keyout',
      key,
      '-out',
      cert,
    ],
    { stdio: 'ignore' },
  )
  return { cert, key, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Runs `logger` against a receiver; resolves to its exit code. */
export const runLogger = (args: readonly string[], input: string): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn('logger', ['--server', '127.0.0.1', ...args], { stdio: ['pipe', 'ignore', 'ignore'] })
    child.on('close', resolve)
    child.stdin.end(input)
  })

/** Sends text through `openssl s_client`, TLS on the wire. */
export const runTlsClient = (port: number, input: string): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn('openssl', ['s_client', '-quiet', '-connect', `127.0.0.1:${port}`], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    child.on('close', resolve)
    child.stdin.write(input)
    setTimeout(() => child.stdin.end(), 500)
    // s_client stays open until the server closes; the input is through by then.
    setTimeout(() => child.kill('SIGTERM'), 1500)
  })

/** An rsyslogd of our own that reads one file and forwards each line. */
export const startRsyslog = (
  options: {
    protocol: 'udp' | 'tcp'
    port: number
    framing?: 'octet-counted' | 'traditional'
    certificate?: string
  },
  text: string,
) => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-rsyslog-'))
  writeFileSync(join(folder, 'in.log'), text)
  const tls = options.certificate
    ? 'StreamDriver="ossl" StreamDriverMode="1" StreamDriverAuthMode="anon"'
    : ''
  const framing = options.protocol === 'tcp' ? `TCP_Framing="${options.framing ?? 'traditional'}"` : ''
  const config = [
    `global(workDirectory="${folder}"${options.certificate ? ` defaultNetstreamDriverCAFile="${options.certificate}"` : ''})`,
    'module(load="imfile" mode="polling" pollingInterval="1")',
    `input(type="imfile" File="${join(folder, 'in.log')}" Tag="utm:" Severity="notice" Facility="local0")`,
    `action(type="omfwd" Target="127.0.0.1" Port="${options.port}" Protocol="${options.protocol}" ${framing} ${tls})`,
  ]
  writeFileSync(join(folder, 'rsyslog.conf'), `${config.join('\n')}\n`)
  const child = spawn('rsyslogd', ['-n', '-f', join(folder, 'rsyslog.conf'), '-i', join(folder, 'pid')], {
    stdio: 'ignore',
  })
  return {
    stop: () =>
      new Promise<void>((resolve) => {
        child.on('close', () => {
          rmSync(folder, { recursive: true, force: true })
          resolve()
        })
        child.kill('SIGTERM')
      }),
  }
}
