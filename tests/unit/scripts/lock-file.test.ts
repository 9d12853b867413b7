import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../../package.json' with { type: 'json' }

type Entry = {
  resolved?: string
  integrity?: string
  link?: boolean
  optionalDependencies?: Record<string, string>
}
const text = readFileSync(join(import.meta.dirname, '../../../package-lock.json'), 'utf8')
const { packages } = JSON.parse(text) as { packages: Record<string, Entry> }

/** Where Node looks for a library of the package at `place`, nearest first. */
const places = (place: string, name: string): string[] => {
  const parts = place.split('/node_modules/')
  const own = place === '' ? [] : parts.map((_, i) => parts.slice(0, parts.length - i).join('/node_modules/'))
  return [...own.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`]
}

// `npm ci`, which the workflows use, refuses a lock file that lacks one of them, whatever the system.
test('every optional library of every system has an entry', () => {
  const lacking = Object.entries(packages).flatMap(([place, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter((name) => !places(place, name).some((p) => packages[p])),
  )
  expect(lacking).toEqual([])
  expect(packages['node_modules/@biomejs/cli-win32-x64']?.integrity).toMatch(/^sha512-/)
  expect(packages['node_modules/@oxc-parser/binding-darwin-arm64']?.integrity).toMatch(/^sha512-/)
})

test('every entry has its checksum, and none says where it was fetched', () => {
  const entries = Object.entries(packages).filter(([place]) => place !== '')
  expect(entries.length).toBeGreaterThan(500)
  expect(entries.filter(([, e]) => !e.integrity?.startsWith('sha512-')).map(([place]) => place)).toEqual([])
  expect(entries.filter(([, e]) => e.resolved !== undefined).map(([place]) => place)).toEqual([])
})

test('Node 24 is brought along where there is one, and its absence stops no installation', () => {
  expect(packageJson.optionalDependencies.node).toMatch(/^24\.\d+\.\d+$/)
  expect(Object.keys(packageJson.devDependencies)).not.toContain('node')
  expect(packages['node_modules/node']).toMatchObject({ optional: true })
})
