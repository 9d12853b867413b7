import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import packageJson from '../../../package.json' with { type: 'json' }

const folder = join(import.meta.dirname, '../../../.github/workflows')
type Step = { uses?: string; run?: string }
type Workflow = {
  permissions?: Record<string, string>
  jobs: Record<string, { steps?: Step[]; uses?: string; permissions?: Record<string, string> }>
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
  test('calls only scripts that there are', () => {
    const called = steps.flatMap((s) => [...(s.run ?? '').matchAll(/npm run ([\w:]+)/g)].map((m) => m[1]))
    for (const script of called) expect(Object.keys(packageJson.scripts)).toContain(script)
    const files = steps.flatMap((s) =>
      [...(s.run ?? '').matchAll(/node (scripts\/\S+)/g)].map((m) => m[1] ?? ''),
    )
    for (const file of files) expect(existsSync(join(folder, '../..', file))).toBe(true)
  })
})
