import { crc32 } from 'node:zlib'
import { type ContainerVerdict, readerOf } from './container-verdict.ts'

/** 7z: the start header has its own CRC (7zFormat.txt); an archive that only borrows the signature fails it. */
export const checkSevenZip = (bytes: Uint8Array): ContainerVerdict => {
  const r = readerOf(bytes)
  if (bytes.length < 32) return 'incomplete'
  if (r.u32(8) === crc32(bytes.subarray(12, 32))) return 'good'
  // While an archive is being written its start header is still zero.
  return bytes.subarray(8, 32).every((b) => b === 0) ? 'incomplete' : 'broken'
}
