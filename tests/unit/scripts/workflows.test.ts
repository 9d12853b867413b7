import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import packageJson from '../../../package.json' with { type: 'json' }

const folder = join(import.meta.dirname, '../../../.github/workflows')
type Step = { name?: string; uses?: string; run?: string; if?: string; shell?: string }
type Workflow = {
  permissions?: Record<string, string>
  jobs: Record<
    string,
    { 'runs-on'?: string; steps?: Step[]; uses?: string; permissions?: Record<string, string> }
  >
}
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
}))

describe.each(workflows)('$name', ({ text }) => {
  const workflow = parse(text) as Workflow
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? [])
  test('takes every action by its commit', () => {
    const actions = steps.flatMap((s) => (s.uses ? [s.uses] : []))
    expect(actions.length).toBeGreaterThan(0)
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/)
  })
  test('may only read, but for what a job asks for itself', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    const writes = Object.values(workflow.jobs).flatMap((j) =>
      Object.entries(j.permissions ?? {}).filter(([, v]) => v === 'write'),
    )
    expect(writes.map(([what]) => what).sort()).toEqual(
      text.includes('release create') ? ['attestations', 'contents', 'id-token'] : [],
    )
  })
  // PowerShell, which runs a step on Windows that names no shell, takes the last line's result for the whole step's.
  test('a step of several lines that runs on Windows names its shell', () => {
    const everywhere = Object.values(workflow.jobs).filter((job) => !job['runs-on']?.startsWith('ubuntu'))
    const several = everywhere
      .flatMap((job) => job.steps ?? [])
      .filter((step) => step.if !== "runner.os == 'Linux'" && step.run?.trim().includes('\n'))
    expect(several.length).toBeGreaterThan(0)
    expect(several.filter((step) => step.shell === undefined).map((step) => step.name)).toEqual([])
  })
  test('calls only scripts that there are', () => {
    const called = steps.flatMap((s) => [...(s.run ?? '').matchAll(/npm run ([\w:]+)/g)].map((m) => m[1]))
    for (const script of called) expect(Object.keys(packageJson.scripts)).toContain(script)
    const files = steps.flatMap((s) =>
      [...(s.run ?? '').matchAll(/node (scripts\/\S+)/g)].map((m) => m[1] ?? ''),
    )
    for (const file of files) expect(existsSync(join(folder, '../..', file))).toBe(true)
  })
})

test('a checkout on Windows changes no end of line', () => {
  expect(readFileSync(join(folder, '../../.gitattributes'), 'utf8')).toContain('\n* -text\n')
})

// Steps in bash are run as the runner runs them, with a `node` that writes down what it was called with.
describe.skipIf(process.platform === 'win32')('steps of the release', () => {
  let place = ''
  afterEach(() => rmSync(place, { recursive: true, force: true }))
  const runStep = (name: string, files: string[], variables: Record<string, string>) => {
    place = mkdtempSync(join(tmpdir(), 'otasuke-step-'))
    for (const part of ['bin', 'dist']) mkdirSync(join(place, part))
    for (const file of files) writeFileSync(join(place, 'dist', file), file)
    writeFileSync(join(place, 'bin/node'), '#!/bin/sh\necho "node $*"\n', { mode: 0o755 })
    const { jobs } = parse(workflows.find((w) => w.name === 'release.yml')?.text ?? '') as Workflow
    const step = jobs.build?.steps?.find((s) => s.name === name)
    const script = (step?.run ?? 'exit 99').replace(/\$\{\{ runner\.os \}\}/g, 'Linux')
    const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: place,
      env: { PATH: `${join(place, 'bin')}${delimiter}${process.env.PATH}`, ...variables },
      encoding: 'utf8',
    })
    return { status, said: stdout.trim() }
  }
  const sign = 'Sign the update files'
  test('signs each file of updates', () => {
    expect(runStep(sign, ['latest.yml', 'latest-mac.yml'], { OTASUKE_SIGNING_KEY: 'key' })).toEqual({
      status: 0,
      said: 'node scripts/sign.mjs update dist/latest-mac.yml\nnode scripts/sign.mjs update dist/latest.yml',
    })
  })
  test('goes on with a key where no build looks for updates, and without a key', () => {
    expect(runStep(sign, ['a.exe'], { OTASUKE_SIGNING_KEY: 'key' })).toEqual({ status: 0, said: '' })
    expect(runStep(sign, ['latest.yml'], { OTASUKE_SIGNING_KEY: '' })).toMatchObject({ status: 0 })
  })
  test('lists the checksum of everything that is given out', () => {
    const files = ['b.deb', 'c.AppImage', 'latest-linux.yml', 'builder-debug.yml']
    expect(runStep('Contents (SBOM, CycloneDX) and checksums', files, {}).status).toBe(0)
    const lines = readFileSync(join(place, 'dist/SHA256SUMS-Linux.txt'), 'utf8').trim().split('\n')
    expect(lines.map((line) => line.replace(/^[0-9a-f]{64} [ *]/, ''))).toEqual([
      'c.AppImage',
      'b.deb',
      'latest-linux.yml',
    ])
  })
})
