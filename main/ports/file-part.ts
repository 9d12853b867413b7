import { open } from 'node:fs/promises'

/** Reads `length` bytes of a file from `offset` on (fewer at its end). Rejects where the file cannot be read. */
export type ReadPart = (path: string, offset: number, length: number) => Promise<Uint8Array>

export const readPart: ReadPart = async (path, offset, length) => {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
