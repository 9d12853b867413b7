import { createPublicKey, sign, verify } from 'node:crypto'
import { z } from 'zod'

/** What lies beside a signed file as `<file>.sig`: its version and a signature (Ed25519, base64) over version and bytes. */
const signatureSchema = z.object({ version: z.number().int().positive(), signature: z.base64() })

export type SignedKind = 'profile' | 'rules' | 'blocklists' | 'update'

export type SignedAnswer =
  | { ok: true; version: number }
  /** `older`: properly signed, but an earlier version than the one this PC has already taken. */
  | { ok: false; problem: 'no-signature' | 'bad-signature' | 'older' }

// Kind and version are signed with the bytes, so that neither can be exchanged.
const signedBytes = (kind: string, version: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`otasuke ${kind} ${version}\n`), bytes])

/**
 * Checks a provider profile, a rule pack, a pack of block lists or an update. `publicKey` is PEM (SPKI); `atLeast` is the highest version that this PC has
 * taken before (0: none). Never throws. Pure.
 */
export const checkSigned = (
  kind: SignedKind,
  bytes: Uint8Array,
  signatureText: string | null,
  publicKey: string,
  atLeast: number,
): SignedAnswer => {
  if (signatureText === null) return { ok: false, problem: 'no-signature' }
  try {
    const { version, signature } = signatureSchema.parse(JSON.parse(signatureText))
    const key = createPublicKey(publicKey)
    if (key.asymmetricKeyType !== 'ed25519') return { ok: false, problem: 'bad-signature' }
    const good = verify(null, signedBytes(kind, version, bytes), key, Buffer.from(signature, 'base64'))
    if (!good) return { ok: false, problem: 'bad-signature' }
    return version < atLeast ? { ok: false, problem: 'older' } : { ok: true, version }
  } catch {
    return { ok: false, problem: 'bad-signature' }
  }
}

/** Makes the text of `<file>.sig`. `privateKey` is PEM (PKCS 8); for the provider's tools and tests. */
export const signFile = (kind: SignedKind, bytes: Uint8Array, version: number, privateKey: string): string =>
  JSON.stringify({
    version,
    signature: sign(null, signedBytes(kind, version, bytes), privateKey).toString('base64'),
  })
