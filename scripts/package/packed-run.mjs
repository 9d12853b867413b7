import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { node24 } from '../setup.mjs'

const until = async (what, look, patience = 20_000) => {
  const end = Date.now() + patience
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > end) throw new Error(`the packed app: no ${what} within ${patience} ms`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

/**
 * Unpacks the archive where no `node_modules` of the project is near, starts its headless entry, destroys ten documents in
 * a folder made for this, waits for the alert and has a paper drawn. Resolves to the alert, its delay in ms and the paper's bytes; throws what
 * went wrong.
 */
export const runPackedApp = async (archive, makeDocument) => {
  const top = mkdtempSync(join(tmpdir(), 'otasuke-packed-'))
  const [app, docs, data] = ['app', 'docs', 'data'].map((name) => join(top, name))
  extractAll(archive, app)
  for (const folder of [docs, data]) mkdirSync(folder)
  for (let i = 0; i < 30; i++) writeFileSync(join(docs, `書類-${i}.docx`), makeDocument(i))
  const child = spawn(
    node24(),
    [
      '--disable-warning=ExperimentalWarning',
      join(app, 'out/main/headless.js'),
      '--no-open',
      '--data-dir',
      data,
      '--guard',
      docs,
    ],
    { cwd: top, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (t) => (output += t))
  const exited = new Promise((done) => child.on('exit', done))
  try {
    const link = await until(
      `link to the page in: ${output}`,
      () => /(http:\S+\/enter\?ticket=\S+)/.exec(output)?.[1],
    )
    const { origin } = new URL(link)
    const entered = await fetch(link, { redirect: 'manual' })
    const cookie = entered.headers.get('set-cookie')?.split(';')[0]
    const page = await fetch(origin, { headers: { cookie } })
    if (!(await page.text()).includes('<script')) throw new Error('the packed page is not served')
    const ask = async (name, input) => {
      const answer = await fetch(`${origin}/api/call`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-otasuke': '1', cookie },
        body: JSON.stringify({ name, input }),
      })
      return (await answer.json()).ok
    }
    const snapshot = () => ask('state.snapshot', null)
    await until('watching source', async () =>
      (await snapshot()).sources.every((s) => s.state !== 'starting'),
    )
    const began = Date.now()
    for (const name of readdirSync(docs).slice(0, 10)) writeFileSync(join(docs, name), randomBytes(20_000))
    const alert = await until('alert', async () => (await snapshot()).alerts[0])
    const delay = Date.now() - began
    const paper = await ask('paper.make', {
      kind: 'emergency-card',
      alertId: null,
      month: null,
      format: 'pdf',
    })
    return { alert, delay, paper: Buffer.from(paper?.base64 ?? '', 'base64') }
  } finally {
    child.kill('SIGINT')
    await exited
    rmSync(top, { recursive: true, force: true })
  }
}
