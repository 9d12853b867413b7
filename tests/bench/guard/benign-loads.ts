import { mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as rest } from 'node:timers/promises'
import { docx, passwordOffice } from '../../fakes/guard/documents.ts'
import { documentsIn, exec, filesOf, type Place, shell } from './benign-tools.ts'
import { permissionLoads } from './permission-loads.ts'

/** Work of an office that must stay silent (B), or at most ask (X). Real programs wherever Debian has them. */
export type Load = {
  id: string
  work: string
  tools: readonly string[]
  run: (place: Place) => Promise<void> | void
}

/** Word's way to save: new file, the old one aside, the new one in place, the old one away. */
const saveLikeWord = (path: string, data: Buffer, n: number) => {
  const directory = join(path, '..')
  writeFileSync(join(directory, `~WRD${n}.tmp`), data)
  renameSync(path, join(directory, `~WRL${n}.tmp`))
  renameSync(join(directory, `~WRD${n}.tmp`), path)
  unlinkSync(join(directory, `~WRL${n}.tmp`))
}
/** LibreOffice's way: a lock file, a temporary copy, then over the old one. */
const saveLikeLibreOffice = (path: string, data: Buffer, n: number) => {
  const directory = join(path, '..')
  writeFileSync(join(directory, `.~lock.${n}#`), 'someone,pc')
  writeFileSync(join(directory, `lu${n}.tmp`), data)
  renameSync(join(directory, `lu${n}.tmp`), path)
  unlinkSync(join(directory, `.~lock.${n}#`))
}

const resave = async (place: Place) => {
  for (const [n, path] of filesOf(place, ['docx', 'xlsx', 'pptx'], 60).entries()) {
    const data = docx(20_000 + n * 900, n + 5_000)
    if (n % 2) saveLikeWord(path, data, n)
    else saveLikeLibreOffice(path, data, n)
    await rest(10)
  }
}

const manyCommits = async (place: Place) =>
  shell(
    `git init -q -b main src && cd src && git config user.email a@example.invalid && git config user.name a
     cp -r "$1"/. . && git add -A && git commit -qm one
     find . -name '*.txt' -exec sh -c 'echo more >> "$1"' sh {} \\; && git commit -qam two
     cd .. && git clone -q src "$2"/clone && cd "$2"/clone && git checkout -q HEAD~1 && git checkout -q main && git gc -q`,
    place.outside,
    await documentsIn(place.outside, 'project', 2000, 3),
    place.docs,
  )

const sqlite = async (place: Place) => {
  const db = new DatabaseSync(join(place.docs, 'kaikei.db'))
  db.exec('create table t(a integer primary key, b text)')
  const insert = db.prepare('insert into t(b) values (?)')
  for (let i = 0; i < 3000; i++) {
    insert.run(`行${i}`.repeat(20))
    if (i % 100 === 0) await rest(1)
  }
  db.close()
}

const lineEndings = async (place: Place) => {
  for (const [n, path] of filesOf(place, ['txt', 'csv'], 450).entries()) {
    const text = readFileSync(path)
    writeFileSync(path, Buffer.from(text.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'))
    if (n % 20 === 0) await rest(1)
  }
}

const photos = (place: Place, count: number) =>
  shell(
    `mkdir -p camera && cd camera && for i in 1 2 3 4 5; do convert -size 400x300 plasma: p$i.jpg; done
     i=5; while [ $i -lt ${count} ]; do i=$((i+1)); cp p$((i % 5 + 1)).jpg p$i.jpg; done`,
    place.outside,
  )

const passwords = async (place: Place) => {
  for (const [n, path] of filesOf(place, ['docx', 'xlsx'], 20).entries()) {
    writeFileSync(path, passwordOffice(30_000, n))
    await rest(50)
  }
}

const postScript = (p: Place): string => {
  const file = join(p.outside, 'page.ps')
  const line = '(Otasuke Tray 2026) show 0 -14 rmoveto\n'
  writeFileSync(
    file,
    `%!PS\n/Helvetica findfont 10 scalefont setfont 40 800 moveto\n${line.repeat(50)}showpage\n`,
  )
  return file
}

const opensslEach =
  'for f in "$@"; do openssl enc -aes-256-cbc -pbkdf2 -pass pass:geheim -in "$f" -out "$f.enc"; '

export const loads: readonly Load[] = [
  {
    id: 'B01',
    work: 'zip a 600-file folder',
    tools: ['zip'],
    run: async (p) => exec('zip', ['-qr', 'all.zip', await documentsIn(p.docs, 'zip', 600)], p.docs),
  },
  {
    id: 'B02',
    work: 'unzip 600 documents',
    tools: ['zip', 'unzip'],
    async run(p) {
      await exec('zip', ['-qr', join(p.outside, 'in.zip'), '.'], await documentsIn(p.outside, 'in', 600))
      await exec('unzip', ['-q', join(p.outside, 'in.zip'), '-d', 'in'], p.docs)
    },
  },
  {
    id: 'B03',
    work: 'photo import 400 jpg',
    tools: ['convert'],
    async run(p) {
      await photos(p, 400)
      await exec('cp', ['-r', join(p.outside, 'camera'), p.docs], p.docs)
    },
  },
  {
    id: 'B04',
    work: 'batch image resize in place 300 jpg',
    tools: ['convert', 'mogrify'],
    async run(p) {
      await photos(p, 300)
      await exec('cp', ['-r', join(p.outside, 'camera'), p.docs], p.docs)
      await rest(500)
      await shell('mogrify -resize 50% camera/*.jpg', p.docs)
    },
  },
  {
    id: 'B05',
    work: 'Office saves over 60 documents (save patterns of Word and LibreOffice)',
    tools: [],
    run: resave,
  },
  {
    id: 'B06',
    work: 'PDF batch export 30, twice over itself',
    tools: ['gs'],
    run: (p) =>
      shell(
        'for n in 1 2; do for i in $(seq 30); do gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -o e$i.pdf "$1"; done; done',
        p.docs,
        postScript(p),
      ),
  },
  { id: 'B07', work: 'git clone + 2 checkouts of 2,000 files + gc', tools: ['git'], run: manyCommits },
  {
    id: 'B08',
    work: 'npm install (about 2,000 files)',
    tools: ['npm'],
    async run(p) {
      const modules = join(import.meta.dirname, '../../../node_modules')
      mkdirSync(join(p.docs, 'tool'))
      writeFileSync(join(p.docs, 'tool/package.json'), '{"name":"tool","version":"1.0.0"}')
      await shell(
        'npm pack --silent --ignore-scripts "$1"/zod "$1"/typescript >/dev/null',
        p.outside,
        modules,
      )
      await shell(
        'npm install --silent --offline --no-audit --ignore-scripts "$1"/*.tgz',
        join(p.docs, 'tool'),
        p.outside,
      )
    },
  },
  { id: 'B09', work: 'sqlite 3,000 transactions', tools: [], run: sqlite },
  {
    id: 'B10',
    work: 'rsync copy of 1,800 files, changed ones again, some in place',
    tools: ['rsync'],
    async run(p) {
      const from = await documentsIn(p.outside, 'sync', 1800)
      await exec('rsync', ['-a', from, p.docs], p.docs)
      await writeCorpusAgain(from)
      await exec('rsync', ['-a', from, p.docs], p.docs)
      await writeCorpusAgain(from, 29)
      await exec('rsync', ['-a', '--inplace', '--ignore-times', from, p.docs], p.docs)
    },
  },
  {
    id: 'B11',
    work: 'video transcode 20 s',
    tools: ['ffmpeg'],
    run: (p) =>
      shell(
        'ffmpeg -v error -f lavfi -i testsrc=d=20:s=640x360 a.mp4 && ffmpeg -v error -i a.mp4 -y b.mp4',
        p.docs,
      ),
  },
  {
    id: 'B12',
    work: 'mass rename 500',
    tools: [],
    run(p) {
      for (const [n, f] of p.files.slice(0, 500).entries())
        renameSync(f, join(f, `../整理${n}-${n % 2 ? 'old.bak' : 'neu.dat'}`))
    },
  },
  {
    id: 'B13',
    work: 'delete 1,000',
    tools: [],
    run(p) {
      for (const f of p.files.slice(0, 1000)) unlinkSync(f)
    },
  },
  { id: 'B14', work: 'line-ending conversion of 450 text files in place', tools: [], run: lineEndings },
  {
    id: 'B15',
    work: '7z encrypt one file',
    tools: ['7z'],
    run: (p) => exec('7z', ['a', '-bd', '-pgeheim', 'one.7z', p.files[0]!], p.docs),
  },
  {
    id: 'B16',
    work: 'openssl and gpg encrypt 20 files, keep originals',
    tools: ['openssl', 'gpg'],
    async run(p) {
      await shell(`${opensslEach} done`, p.docs, ...p.files.slice(0, 10))
      const home = join(p.outside, 'gnupg')
      mkdirSync(home, { mode: 0o700 })
      const gpg =
        'h=$1; shift; for f in "$@"; do gpg --homedir "$h" --batch -q --pinentry-mode loopback --passphrase geheim -c "$f"; done'
      await shell(`${gpg}; gpgconf --homedir "$h" --kill all`, p.docs, home, ...p.files.slice(10, 20))
    },
  },
  {
    id: 'B17',
    work: 'rewrite of 500 files with their own content (defragmenter, attribute tools)',
    tools: [],
    run(p) {
      for (const f of p.files.slice(0, 500)) writeFileSync(f, readFileSync(f))
    },
  },
  {
    id: 'B18',
    work: 'move 20 folders away and back',
    tools: [],
    run: (p) =>
      shell(
        'for d in 部署00*; do mv "$d" "移動-$d"; done; sleep 1; for d in 移動-*; do mv "$d" "$(echo "$d" | cut -d- -f2)"; done',
        p.docs,
      ),
  },
  {
    id: 'B19',
    work: 'zip two folders and a ZIP, originals deleted (zip -m)',
    tools: ['zip'],
    run: (p) =>
      shell(
        'zip -qr 部署000/inner.zip 部署001 && zip -q0rm old.zip 部署000 && zip -qrm older.zip 部署002 && mv *.zip 部署003',
        p.docs,
      ),
  },
  {
    id: 'X1',
    work: '7z encrypt a folder and delete originals',
    tools: ['7z'],
    run: (p) =>
      shell(
        '7z a -bd -pgeheim away.7z 部署000 >/dev/null && mv away.7z 部署000/ && rm 部署000/書類*',
        p.docs,
      ),
  },
  {
    id: 'X2',
    work: 'openssl encrypt 20 files, delete originals',
    tools: ['openssl'],
    run: (p) => shell(`${opensslEach} rm "$f"; done`, p.docs, ...p.files.slice(0, 20)),
  },
  { id: 'X3', work: 'password-protect 20 Office files', tools: [], run: passwords },
  ...permissionLoads,
]

/** The same names with other content: what a colleague has changed meanwhile. */
function writeCorpusAgain(folder: string, seed = 23): Promise<string> {
  return documentsIn(join(folder, '..'), 'sync', 1800, seed)
}
