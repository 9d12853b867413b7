import { chmodSync, linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import iconv from 'iconv-lite'
import { documentMakers, docx, grain, jpeg, ole, pdf } from '../../fakes/guard/documents.ts'

/** Folders of files as particular offices have them. Each returns the paths that an attack may touch. */
export type Corpus = 'small' | 'business' | 'large' | 'awkward' | 'archives'

const japanese = '品名,数量,単価,金額\r\n鉛筆（黒）,12,80,960\r\n領収書の件、よろしくお願いいたします。\r\n'

const small = (folder: string): string[] =>
  Array.from({ length: 160 }, (_, i) => {
    const text = japanese.repeat(1 + (i % 40))
    const kind = ['txt', 'csv', 'eml', 'json', 'ini', 'html'][i % 6]!
    const path = join(folder, `メモ${i}.${kind}`)
    const head = kind === 'eml' ? 'From: a@example.invalid\r\nSubject: =?ISO-2022-JP?B?GyRC?=\r\n\r\n' : ''
    writeFileSync(path, iconv.encode(head + text, i % 2 ? 'cp932' : 'utf8').subarray(0, 4000))
    return path
  })

const box = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, data])
}
const heic = (size: number, seed: number) =>
  Buffer.concat([
    box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')),
    box('meta', grain(3000, seed)),
    box('mdat', grain(size, seed)),
  ])
const startingWith = (signature: string, size: number, seed: number) =>
  Buffer.concat([Buffer.from(signature, 'latin1'), grain(size, seed)])

/** What draughtsmen, bookkeepers and shops keep: known by a signature, or by nothing but their structure. */
const makers: Readonly<Record<string, (size: number, seed: number) => Buffer>> = {
  dwg: (n, s) => startingWith('AC1032\0\0\0\0', n, s),
  jww: (n, s) => startingWith('JwwData.', n, s),
  psd: (n, s) => startingWith('8BPS\0\x01\0\0\0\0\0\0', n, s),
  mdb: (n, s) => startingWith('\0\x01\0\0Standard Jet DB\0', n, s),
  accdb: (n, s) => startingWith('\0\x01\0\0Standard ACE DB\0', n, s),
  pst: (n, s) => startingWith('!BDN', n, s),
  dat: (n, s) => startingWith('\x02KAIKEI\0\x11', n, s),
  kd: (n, s) => startingWith('\x7fown format\0', n, s),
  jtd: ole,
  heic,
  csv: (n) => iconv.encode(japanese.repeat(Math.ceil(n / 60)), 'cp932'),
}
const business = (folder: string): string[] => {
  const files = Object.entries(makers).flatMap(([extension, make]) =>
    Array.from({ length: 12 }, (_, i) => {
      const path = join(folder, `現場${i}.${extension}`)
      writeFileSync(path, make(8_000 + i * 6_000, i + 1))
      return path
    }),
  )
  for (let i = 0; i < 4; i++) {
    const path = join(folder, `台帳${i}.sqlite`)
    const db = new DatabaseSync(path)
    db.exec('create table t(a integer primary key, b text)')
    const insert = db.prepare('insert into t(b) values (?)')
    for (let n = 0; n < 200; n++) insert.run(`行${n}`.repeat(20))
    db.close()
    files.push(path)
  }
  return files
}

/** Larger than what is read of a file: films, and holes. */
const large = (folder: string): string[] =>
  Array.from({ length: 10 }, (_, i) => {
    const path = join(folder, `動画${i}.mp4`)
    writeFileSync(
      path,
      Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), box('moov', grain(20_000, i))]),
    )
    truncateSync(path, 600 * 1024 * 1024)
    return path
  })

/** Names and places that break careless programs. */
const awkward = (folder: string): string[] => {
  const deep = join(folder, ...Array.from({ length: 30 }, (_, i) => `階層${i}`))
  mkdirSync(deep, { recursive: true })
  symlinkSync(folder, join(deep, '輪'))
  const names = [
    'が'.normalize('NFD'),
    'が'.normalize('NFC'),
    '-rf',
    ' 空白 ',
    'a\nb',
    '😀',
    'x'.repeat(200),
    '.hidden',
  ]
  const files = [folder, deep].flatMap((place) =>
    names.map((name, i) => {
      const path = join(place, `${name}.pdf`)
      writeFileSync(path, pdf(9_000, i))
      if (i % 3 === 0) chmodSync(path, 0o444)
      return path
    }),
  )
  for (let i = 0; i < 20; i++) {
    const path = join(folder, `写真${i}.jpg`)
    writeFileSync(path, jpeg(20_000, i))
    linkSync(path, join(deep, `写真${i}.jpg`))
    files.push(path)
  }
  return files
}

const archives = (folder: string): string[] =>
  Array.from({ length: 60 }, (_, i) => {
    const [extension, make] = (
      [
        ['docx', docx],
        ['zip', documentMakers.zip!],
        ['xlsx', docx],
      ] as const
    )[i % 3]!
    const path = join(folder, `保管${i}.${extension}`)
    writeFileSync(path, make(30_000, i))
    return path
  })

const corpora = { small, business, large, awkward, archives }

/** Writes one of the folders below `docs`. */
export const writeVariantCorpus = (docs: string, corpus: Corpus): string[] => {
  const folder = join(docs, corpus)
  mkdirSync(folder)
  return corpora[corpus](folder)
}
