/** What a private key file tells without its passphrase. Null fields: it does not say. */
export type SshKey = { name: string; encrypted: boolean | null; type: string | null; bits: number | null }

const field = (b: Buffer, at: number): { value: Buffer; next: number } => {
  const size = b.readUInt32BE(at)
  if (at + 4 + size > b.length) throw new RangeError('cut')
  return { value: b.subarray(at + 4, at + 4 + size), next: at + 4 + size }
}

/** Type and strength in an SSH public key blob (RFC 4253 §6.6, RFC 5656). Pure; throws on a cut one. */
export const readPublicBlob = (blob: Buffer): { type: string; bits: number | null } => {
  const name = field(blob, 0)
  const type = name.value.toString('latin1')
  if (type === 'ssh-rsa') {
    const n = field(blob, field(blob, name.next).next).value
    const lead = n[0] === 0 ? n.subarray(1) : n
    return { type, bits: lead.length === 0 ? 0 : lead.length * 8 - Math.clz32(lead[0]!) + 24 }
  }
  if (type === 'ssh-dss') return { type, bits: 1024 }
  const curve = /nistp(\d+)/.exec(type)
  return { type, bits: curve ? Number(curve[1]) : type.includes('ed25519') ? 256 : null }
}

/** Reads a private key file in OpenSSH's own format (PROTOCOL.key) or PEM. Null: not a private key. Pure. */
export const readPrivateKey = (name: string, text: string, publicKey: string | null): SshKey | null => {
  const label = /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----/.exec(text)?.[1]
  if (!label) return null
  const unsure: SshKey = { name, encrypted: null, type: null, bits: null }
  try {
    const strength = () => {
      const blob = /^\S+ (\S+)/.exec(publicKey ?? '')?.[1]
      return blob ? readPublicBlob(Buffer.from(blob, 'base64')) : { type: null, bits: null }
    }
    if (label !== 'OPENSSH PRIVATE KEY') {
      const encrypted = label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type: 4,ENCRYPTED/m.test(text)
      const dss = label === 'DSA PRIVATE KEY' ? { type: 'ssh-dss', bits: 1024 } : strength()
      return { name, encrypted, ...dss }
    }
    const body = Buffer.from(text.replace(/-----[^-]+-----/g, '').replace(/\s+/g, ''), 'base64')
    const magic = 'openssh-key-v1\0'
    if (body.subarray(0, magic.length).toString('latin1') !== magic) return unsure
    const cipher = field(body, magic.length)
    const options = field(body, field(body, cipher.next).next)
    const blob = field(body, options.next + 4).value
    return { name, encrypted: cipher.value.toString('latin1') !== 'none', ...readPublicBlob(blob) }
  } catch {
    return unsure
  }
}
