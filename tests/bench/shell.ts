// `npm run bench -- shell [--write]`: what the shell costs on this machine. `--write` puts the figures into docs/benchmarks.md.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { createPlayground, removePlayground, writeCorpus } from './guard/playground.ts'
import { type Figure, median, writeSection } from './shell/report.ts'

const root = resolve(import.meta.dirname, '../..')
const megabyte = 1024 * 1024

type Running = { child: ChildProcess; link: string; bornAt: number }

/** Starts the bundled headless entry, as the packaged app holds it. */
const start = async (data: string, guard: string, profile: string): Promise<Running> => {
  const bornAt = performance.now()
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--max-semi-space-size=1',
    join(root, 'out/main/headless.js'),
    '--no-open',
  ]
  const child = spawn(
    process.execPath,
    [...args, '--data-dir', data, '--guard', guard, '--profile', profile],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let output = ''
  const link = await new Promise<string>((done, fail) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const found = /(http:\S+\/enter\?ticket=\S+)/.exec(output)?.[1]
      if (found) done(found)
    })
    child.on('exit', (code) => fail(new Error(`the app ended with ${code}: ${output}`)))
  })
  return { child, link, bornAt }
}
const stop = async ({ child }: Running) => {
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  await ended
}

/** Milliseconds from the start of the process until the guard says that it watches. */
const untilWatching = async ({ link, bornAt }: Running): Promise<number> => {
  const { origin } = new URL(link)
  const cookie = (await fetch(link, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? ''
  const headers = { 'content-type': 'application/json', 'x-otasuke': '1', cookie }
  const body = JSON.stringify({ name: 'state.snapshot', input: null })
  for (;;) {
    const answer = await fetch(`${origin}/api/call`, { method: 'POST', headers, body })
    const { ok } = (await answer.json()) as { ok: { sources: { id: string; state: string }[] } }
    if (ok.sources.some((s) => s.id === 'guard-documents' && s.state === 'watching'))
      return performance.now() - bornAt
    await new Promise((done) => setTimeout(done, 20))
  }
}

const residentBytes = ({ child }: Running): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) * 1024

/** Milliseconds from opening the page to its first contentful paint, in Chromium. */
const firstPaints = async (link: string, times: number): Promise<number[]> => {
  const browser = await chromium.launch({
    executablePath: process.env.OTASUKE_CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const context = await browser.newContext()
  const paints: number[] = []
  await (await context.newPage()).goto(link)
  for (let i = 0; i < times; i++) {
    const page = await context.newPage()
    await page.goto(new URL(link).origin)
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
    paints.push(
      await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime),
    )
    await page.close()
  }
  await browser.close()
  return paints
}

const bundleBytes = (): number =>
  globSync('out/renderer/**/*.{html,js,css}', { cwd: root })
    .filter((f) => ['.html', '.js', '.css'].includes(extname(f)))
    .reduce((sum, f) => sum + gzipSync(readFileSync(join(root, f)), { level: 9 }).length, 0)

const starts: number[] = []
const resident: number[] = []
let paints: number[] = []
const rounds = 4
for (let round = 0; round < rounds; round++) {
  const place = createPlayground()
  writeCorpus(place.docs, 500)
  // With a provider's profile, as at a customer's: the practice desk is a server that only learners run.
  const profile = join(place.data, 'profile.yaml')
  writeFileSync(profile, 'schema: 1\nid: bench\noperator: bench\nservice: bench\n')
  const app = await start(place.data, place.docs, profile)
  starts.push(await untilWatching(app))
  if (round === 0) paints = await firstPaints(app.link, 7)
  else {
    // Idle: the start lies behind, and nothing happens.
    await new Promise((done) => setTimeout(done, 13_000))
    resident.push(residentBytes(app))
  }
  await stop(app)
  removePlayground(place)
}

const figures: Figure[] = [
  {
    what: 'main + probe without a window (headless, provider profile, 500 documents), resident',
    value: median(resident) / megabyte,
    unit: 'MB',
    limit: 120,
    of: resident.length,
  },
  {
    what: 'window opened to first paint (Chromium, page from disk)',
    value: median(paints),
    unit: 'ms',
    limit: 400,
    of: paints.length,
  },
  {
    what: 'cold start to "watching" (500 documents)',
    value: median(starts),
    unit: 'ms',
    limit: 2000,
    of: starts.length,
  },
  {
    what: "the page's bundle, gzip, without fonts",
    value: bundleBytes() / 1000,
    unit: 'kB',
    limit: 350,
    of: 1,
  },
]
for (const f of figures)
  console.log(
    `${f.value <= f.limit ? 'ok  ' : 'OVER'} ${f.what}: ${f.value.toFixed(0)} ${f.unit} (limit ${f.limit})`,
  )
if (process.argv.includes('--write'))
  writeSection(
    join(root, 'docs/benchmarks.md'),
    figures,
    `${cpus().length} cores, Node ${process.versions.node}`,
  )
process.exit(figures.some((f) => f.value > f.limit) ? 1 : 0)
