/**
 * What a file's first bytes say it is. `null` stands for "no kind we know": such a file is never called good,
 * and therefore never destroyed either. Signatures: the formats' own published specifications. New kinds go to the end:
 * the saved baseline names them by their place.
 */
export const documentKinds = [
  'text',
  'zip',
  'pdf',
  'png',
  'jpeg',
  'gif',
  'bmp',
  'tiff',
  'riff',
  'ole',
  'office-encrypted',
  '7z',
  'rar',
  'gzip',
  'xz',
  'zstd',
  'bzip2',
  'mp3',
  'mp4',
  'ogg',
  'flac',
  'sqlite',
  'dwg',
  'psd',
  'ps',
  'heic',
  'docuworks',
  'tool-encrypted',
  'jet',
  'pst',
  'jww',
  'lzh',
  'matroska',
  'asf',
  'indesign',
  'onenote',
  'disk-image',
  'binary',
] as const
/** `binary`: bytes of no known kind that were far from noise when they were seen first (a business program's own files). */
export type DocumentKind = (typeof documentKinds)[number]

const signatures: readonly (readonly [DocumentKind, number, readonly number[]])[] = [
  ['zip', 0, [0x50, 0x4b, 3, 4]],
  ['zip', 0, [0x50, 0x4b, 5, 6]],
  ['pdf', 0, ascii('%PDF-')],
  ['png', 0, [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]],
  ['jpeg', 0, [0xff, 0xd8, 0xff]],
  ['gif', 0, ascii('GIF8')],
  ['tiff', 0, [0x49, 0x49, 0x2a, 0]],
  ['tiff', 0, [0x4d, 0x4d, 0, 0x2a]],
  ['ole', 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['7z', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', 0, [0x52, 0x61, 0x72, 0x21, 0x1a, 7]],
  ['gzip', 0, [0x1f, 0x8b, 8]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', 0, ascii('BZh')],
  ['mp3', 0, ascii('ID3')],
  ['ogg', 0, ascii('OggS')],
  ['flac', 0, ascii('fLaC')],
  ['sqlite', 0, ascii('SQLite format 3\0')],
  ['dwg', 0, ascii('AC10')],
  ['psd', 0, ascii('8BPS')],
  ['ps', 0, ascii('%!PS')],
  ['docuworks', 0, [0x60, 0x0e, 0x82]],
  ['tool-encrypted', 0, ascii('Salted__')],
  ['tool-encrypted', 0, ascii('age-encryption.org/')],
  ['tool-encrypted', 0, ascii('-----BEGIN PGP MESSAGE')],
  ['tool-encrypted', 0, ascii('AES\x02')],
  ['tool-encrypted', 0, [0xc0, 0xb9, 7, 0x2e, 0x4f, 0x93, 0xf1, 0x46]], // AxCrypt
  ['jet', 4, ascii('Standard Jet DB')],
  ['jet', 4, ascii('Standard ACE DB')],
  ['pst', 0, ascii('!BDN')],
  ['jww', 0, ascii('JwwData.')],
  ['lzh', 2, ascii('-lh')],
  ['matroska', 0, [0x1a, 0x45, 0xdf, 0xa3]],
  ['asf', 0, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]],
  ['indesign', 0, [6, 6, 0xed, 0xf5, 0xd8, 0x1d, 0x46, 0xe5]],
  ['onenote', 0, [0xe4, 0x52, 0x5c, 0x7b, 0x8c, 0xd8, 0xa7, 0x4d]],
  ['disk-image', 0, ascii('vhdxfile')],
  ['disk-image', 0, ascii('KDMV')],
  ['disk-image', 0, ascii('QFI\xfb')],
]

function ascii(text: string): number[] {
  return [...text].map((c) => c.charCodeAt(0))
}

const startsWith = (bytes: Uint8Array, at: number, signature: readonly number[]): boolean =>
  signature.every((b, i) => bytes[at + i] === b)

/** Name of the OLE stream that holds a password-protected Office document (MS-OFFCRYPTO 1.3), in UTF-16LE. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')

/** An MPEG audio frame header without an ID3 tag: sync, a valid layer, bit rate and sample rate. */
const isMpegFrame = (b: Uint8Array): boolean =>
  b[0] === 0xff &&
  (b[1]! & 0xe6) === 0xe2 &&
  (b[2]! & 0xf0) !== 0xf0 &&
  (b[2]! & 0xf0) !== 0 &&
  (b[2]! & 12) !== 12

/** A BMP header: size fields that agree with each other (two letters alone would match noise too often). */
const isBitmap = (b: Uint8Array): boolean =>
  b[0] === 0x42 && b[1] === 0x4d && b[15] === 0 && b[16] === 0 && b[17] === 0 && (b[14] ?? 0) >= 12

/**
 * The kind that a binary head shows; null where it shows none. Text is not decided here, see `text-look.ts`.
 * @param head the first bytes, 512 or more where the file has them.
 */
export const binaryKind = (head: Uint8Array): DocumentKind | null => {
  for (const [kind, at, signature] of signatures) if (startsWith(head, at, signature)) return kind
  if (startsWith(head, 0, ascii('RIFF')) && head[8]! >= 0x41 && head[8]! <= 0x5a) return 'riff'
  if (startsWith(head, 4, ascii('ftyp')) && head[0] === 0)
    return startsWith(head, 8, ascii('heic')) || startsWith(head, 8, ascii('mif1')) ? 'heic' : 'mp4'
  if (startsWith(head, 4, ascii('moov')) || startsWith(head, 4, ascii('mdat'))) return 'mp4'
  if (isBitmap(head)) return 'bmp'
  if (isMpegFrame(head)) return 'mp3'
  return null
}

/** An OLE container whose directory names `EncryptedPackage` is an Office file with a password: benign. */
export const isEncryptedOffice = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encryptedPackage)

const byExtension: Readonly<Record<string, readonly DocumentKind[]>> = {
  ...all('docx xlsx pptx docm xlsm pptm xlsb dotx xltx potx odt ods odp odg', [
    'zip',
    'ole',
    'office-encrypted',
  ]),
  ...all('doc xls ppt msg jtd jtt', ['ole', 'office-encrypted']),
  ...all('zip epub jar', ['zip']),
  ...all('pdf', ['pdf']),
  ...all('png', ['png']),
  ...all('jpg jpeg', ['jpeg']),
  ...all('gif', ['gif']),
  ...all('tif tiff', ['tiff']),
  ...all('bmp', ['bmp']),
  ...all('heic heif', ['heic']),
  ...all('wav webp', ['riff']),
  ...all('mp4 mov m4a m4v', ['mp4']),
  ...all('dwg', ['dwg']),
  ...all('jww', ['jww']),
  ...all('psd psb', ['psd']),
  ...all('mdb accdb', ['jet']),
  ...all('pst', ['pst']),
  ...all('sqlite sqlite3', ['sqlite']),
  ...all('xdw', ['docuworks']),
  ...all('7z', ['7z']),
  ...all('lzh', ['lzh']),
  ...all('txt csv tsv md htm html xml json rtf eml ics vcf log ini svg dxf sql', ['text']),
}
function all(names: string, kinds: readonly DocumentKind[]): Record<string, readonly DocumentKind[]> {
  return Object.fromEntries(names.split(' ').map((n) => [n, kinds]))
}

/** Kinds that a file with this extension (lower case, no dot) always is; null for extensions that say nothing sure. */
export const expectedKinds = (extension: string): readonly DocumentKind[] | null =>
  Object.hasOwn(byExtension, extension) ? byExtension[extension]! : null
