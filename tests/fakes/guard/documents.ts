import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** Small real documents of the kinds an office has, made from scratch; text is repeated, structure is true. */
const words = '見積書 請求書 納品書 株式会社 ご担当者様 いつもお世話になっております。 total amount 2026 '
export const prose = (size: number): Buffer =>
  Buffer.from(words.repeat(Math.ceil(size / 60))).subarray(0, size)

const u16 = (n: number) => Buffer.from([n & 255, n >> 8])
const u32 = (n: number) => {
  const b = Buffer.alloc(4)
  b.writeUInt32LE(n >>> 0)
  return b
}

/** Bytes that deflate cannot shrink to nothing, the same for the same seed: pictures and numbers inside documents. */
export const grain = (size: number, seed = 1): Buffer => {
  const b = Buffer.alloc(size)
  let x = seed | 1
  for (let i = 0; i < size; i++) {
    x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff
    b[i] = (x >> 16) & 0x3f
  }
  return b
}

/** A ZIP archive as Office and every archiver write it. */
export const zipOf = (files: Readonly<Record<string, Buffer>>): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, data] of Object.entries(files)) {
    const packed = deflateRawSync(data)
    const common = [
      u16(20),
      u16(0),
      u16(8),
      u32(0),
      u32(crc32(data)),
      u32(packed.length),
      u32(data.length),
      u16(name.length),
    ]
    const local = Buffer.concat([u32(0x04034b50), ...common, u16(0), Buffer.from(name), packed])
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(20),
        ...common,
        u16(0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(at),
        Buffer.from(name),
      ]),
    )
    parts.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = [
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(directory.length),
    u16(directory.length),
    u32(central.length),
    u32(at),
    u16(0),
  ]
  return Buffer.concat([...parts, central, ...end])
}

export const docx = (size: number, seed = 1): Buffer =>
  zipOf({
    '[Content_Types].xml': Buffer.from('<?xml version="1.0"?><Types/>'),
    'word/document.xml': prose(size),
    'word/media/image1.bin': grain(size, seed),
  })

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
export const png = (size: number, seed = 1): Buffer => {
  const side = Math.max(4, Math.ceil(Math.sqrt(size)))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 8
  const data = deflateSync(Buffer.concat([grain(side * side, seed), Buffer.alloc(side)]))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
  const parts = []
  for (let at = 0; at < data.length; at += 8192) parts.push(chunk('IDAT', data.subarray(at, at + 8192)))
  return Buffer.concat([signature, chunk('IHDR', header), ...parts, chunk('IEND', Buffer.alloc(0))])
}

export const pdf = (size: number, seed = 1): Buffer => {
  const stream = (n: number, data: Buffer) => {
    const packed = deflateSync(data)
    const head = `${n} 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`
    return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj\n')])
  }
  const parts = [Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')]
  for (let i = 0; i * 8192 < size; i++) parts.push(stream(i + 2, grain(Math.min(8192, size), seed + i)))
  parts.push(Buffer.from('trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n'))
  return Buffer.concat(parts)
}

/** JPEG: true segments and an entropy-coded part whose 0xFF bytes are stuffed. */
export const jpeg = (size: number, seed = 1): Buffer => {
  const scan = [...grain(size, seed)].flatMap((b) => (b === 63 ? [0xff, 0] : [b * 4]))
  const head = [0xff, 0xd8, 0xff, 0xe0, 0, 16, ...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]
  const table = [0xff, 0xdb, 0, 67, 0, ...grain(64, seed)]
  return Buffer.from([...head, ...table, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, ...scan, 0xff, 0xd9])
}

/** OLE compound file (xls, doc): header, one allocation table, a root directory entry, then the stream. */
export const ole = (size: number, seed = 1): Buffer => {
  const sectors = Math.ceil(size / 512)
  const header = Buffer.alloc(512, 0xff)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(header)
  header.fill(0, 8, 76)
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  const tables = Math.ceil((sectors + 2) / 127)
  header.writeUInt32LE(tables, 44)
  header.writeUInt32LE(tables, 48)
  for (let i = 0; i < tables; i++) header.writeUInt32LE(i, 76 + i * 4)
  const table = Buffer.alloc(tables * 512, 0xff)
  for (let i = 0; i < sectors; i++)
    table.writeUInt32LE(i + 1 < sectors ? tables + 2 + i : 0xfffffffe, (tables + 1 + i) * 4)
  const entry = Buffer.alloc(512)
  Buffer.from('Root Entry', 'utf16le').copy(entry)
  entry.writeUInt16LE(22, 64)
  entry[66] = 5
  return Buffer.concat([header, table, entry, grain(sectors * 512, seed)])
}

/** The same Office file with a password, as far as its container shows it: an OLE file that names `EncryptedPackage`. */
export const passwordOffice = (size: number, seed = 1): Buffer => {
  const file = ole(size, seed)
  Buffer.from('EncryptedPackage', 'utf16le').copy(file, 512 + 512 + 128)
  return file
}

/** Makers by extension. */
export const documentMakers: Readonly<Record<string, (size: number, seed: number) => Buffer>> = {
  docx,
  xlsx: docx,
  pptx: docx,
  pdf,
  png,
  jpg: jpeg,
  xls: ole,
  doc: ole,
  txt: (size) => prose(size),
  csv: (size) => prose(size),
  zip: (size, seed) => zipOf({ 'a.bin': grain(size, seed) }),
}
