// `npm run publish:updates -- --from dist --to FOLDER [--stage PERCENT]`: puts signed update files where the provider's web
// server gives them out. What was newest there becomes `previous`: the way back for a PC on which the new version does not start.
import { createHash, createPublicKey } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { onNode24 } from './setup.mjs'

const usage = `npm run publish:updates -- --from dist --to FOLDER [--stage PERCENT]

  --from FOLDER    installers with their signed latest*.yml (default: dist)
  --to FOLDER      folder of the update server, or a copy of it
  --stage PERCENT  give it to so many PCs first (1–100); run again with more, and at last with 100

The public key is read from MAIN_VITE_SIGNING_KEY (PEM). Nothing is put there that a PC would refuse.`

const stop = (code, line) => {
  console.error(line)
  process.exit(code)
}
let options
try {
  options = parseArgs({
    options: {
      from: { type: 'string', default: 'dist' },
      to: { type: 'string' },
      stage: { type: 'string', default: '100' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values
} catch (error) {
  stop(2, error.message)
}
if (options.help) {
  console.log(usage)
  process.exit(0)
}
if (!options.to) stop(2, usage)
const percent = Number(options.stage)
if (!Number.isInteger(percent) || percent < 1 || percent > 100)
  stop(2, '--stage: a whole number from 1 to 100.')
const key = process.env.MAIN_VITE_SIGNING_KEY ?? ''
try {
  createPublicKey(key)
} catch {
  stop(2, 'Set MAIN_VITE_SIGNING_KEY to the public key (PEM) of the build.')
}
onNode24()

const { parse, stringify } = await import('yaml')
const { isSignedUpdate } = await import('../main/hosts/electron/signed-update.ts')
const from = resolve(options.from)
const to = resolve(options.to)
const read = (folder, name) =>
  existsSync(join(folder, name)) ? parse(readFileSync(join(folder, name), 'utf8')) : null
/** First under another name: nobody may read half a file. */
const write = (name, info) => {
  writeFileSync(join(to, `${name}.new`), stringify(info, { lineWidth: 0 }))
  renameSync(join(to, `${name}.new`), join(to, name))
}
const older = (a, b) => a.localeCompare(b, 'en', { numeric: true }) < 0

/** What a PC would say against this update; null: nothing. */
const faultOf = (info, folder) => {
  if (!isSignedUpdate(info, key)) return 'is not signed with this key (node scripts/sign.mjs update FILE)'
  for (const { url, sha512 } of info.files) {
    const file = join(folder, url)
    if (url.includes('/') || url.includes('\\') || !existsSync(file))
      return `names ${url}, which is not there`
    if (createHash('sha512').update(readFileSync(file)).digest('base64') !== sha512)
      return `names ${url}, which has another content`
  }
  return null
}

let published = 0
for (const system of ['', '-mac', '-linux']) {
  const name = `latest${system}.yml`
  const info = read(from, name)
  if (!info) continue
  const fault = faultOf(info, from)
  if (fault) stop(1, `${join(from, name)} ${fault}.`)
  const there = read(to, name)
  if (there && older(info.version, there.version))
    stop(1, `${there.version} is there already, and ${info.version} is older: no PC would take it.`)
  mkdirSync(to, { recursive: true })
  for (const { url } of info.files) {
    copyFileSync(join(from, url), join(to, `${url}.new`))
    renameSync(join(to, `${url}.new`), join(to, url))
  }
  if (there && there.version !== info.version) {
    const lost = faultOf(there, to)
    if (lost) console.error(`No way back to ${there.version}: ${name} ${lost}.`)
    else write(`previous${system}.yml`, { ...there, stagingPercentage: undefined })
  }
  write(name, { ...info, stagingPercentage: percent < 100 ? percent : undefined })
  console.log(`${name}: ${info.version} for ${percent} % of the PCs`)
  published++
}
if (published === 0) stop(1, `${from} holds no latest*.yml.`)
