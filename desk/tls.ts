import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinText } from '../main/contract/desk.ts'
import type { DeskConfig } from './config.ts'

/** The desk's own key and certificate, and the pin of its key where codes shall carry it. */
export type DeskTls = { key: string; cert: string; pin: string }

/** Reads the files that `desk.yaml` names; null without TLS. Throws where they do not fit. */
export const readTls = (dataDir: string, tls: DeskConfig['tls']): DeskTls | null => {
  if (!tls) return null
  const cert = readFileSync(join(dataDir, tls.certificate), 'utf8')
  const key = readFileSync(join(dataDir, tls.key), 'utf8')
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' })
  return { key, cert, pin: tls.pin ? pinText(createHash('sha256').update(spki).digest()) : '' }
}
