// `node scripts/sign.mjs keys` makes a key pair; `… profile FILE VERSION`, `… rules FOLDER VERSION`, `… blocklists FOLDER VERSION`
// and `… update latest.yml`
// sign with the private key in the environment variable OTASUKE_SIGNING_KEY (PEM). The key never lies in the project.
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { onNode24 } from './setup.mjs'

const [kind, file, version] = process.argv.slice(2)
const badUse = (line) => {
  console.error(line)
  process.exit(2)
}
if (kind === 'keys') {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  console.error(
    'Public key for the build (MAIN_VITE_SIGNING_KEY), then the private key (OTASUKE_SIGNING_KEY): keep it safe.',
  )
  console.log(
    publicKey.export({ type: 'spki', format: 'pem' }) + privateKey.export({ type: 'pkcs8', format: 'pem' }),
  )
  process.exit(0)
}
if (!['profile', 'rules', 'blocklists', 'update'].includes(kind) || !file)
  badUse(
    'sign.mjs keys | profile FILE VERSION | rules FOLDER VERSION | blocklists FOLDER VERSION | update FILE',
  )
onNode24()
const key = process.env.OTASUKE_SIGNING_KEY
if (!key) badUse('Set OTASUKE_SIGNING_KEY to the private key (PEM).')

const { signFile } = await import('../main/ports/signed-file.ts')
if (kind === 'update') {
  const { parse, stringify } = await import('yaml')
  const { updateBytes } = await import('../main/hosts/electron/signed-update.ts')
  const info = parse(readFileSync(file, 'utf8'))
  writeFileSync(file, stringify({ ...info, otasukeSignature: signFile('update', updateBytes(info), 1, key) }))
} else {
  const { statSync, readdirSync } = await import('node:fs')
  const { join } = await import('node:path')
  const { bundleFile, bundleText } = await import('../main/contract/desk.ts')
  // A folder of rules or lists is signed as one, the way the desk gives it out.
  const folderBytes = () =>
    Buffer.from(
      bundleText(
        kind,
        readdirSync(file)
          .filter((name) => bundleFile[kind].test(name))
          .map((name) => ({ name, text: readFileSync(join(file, name), 'utf8') })),
      ),
    )
  const bytes = statSync(file).isDirectory() ? folderBytes() : readFileSync(file)
  const number = Number(version)
  if (!Number.isInteger(number) || number < 1)
    badUse('Give a whole number as VERSION; it must grow with every release.')
  writeFileSync(`${file}.sig`, signFile(kind, bytes, number, key))
}
