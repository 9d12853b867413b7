import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import { type Import, zoneOf, zones } from './architecture.ts'

const root = resolve(import.meta.dirname, '..')
const files = ['main', 'preload', 'renderer', 'desk']
  .flatMap((top) => readdirSync(join(root, top), { recursive: true, withFileTypes: true }))
  .filter((e) => e.isFile() && /\.tsx?$/.test(e.name) && !e.name.endsWith('.d.ts'))
  .map((e) => relative(root, join(e.parentPath, e.name)))

const importsOf = (file: string): Import[] => {
  const source = readFileSync(join(root, file), 'utf8')
  const { module, errors } = parseSync(join(root, file), source)
  expect(errors, file).toEqual([])
  const statics = module.staticImports.map((i) => ({
    to: i.moduleRequest.value,
    typeOnly: i.entries.length > 0 && i.entries.every((e) => e.isType),
  }))
  const again = module.staticExports.flatMap((e) =>
    e.entries.flatMap((x) => (x.moduleRequest ? [{ to: x.moduleRequest.value, typeOnly: x.isType }] : [])),
  )
  const dynamic = module.dynamicImports
    .map((i) => /^['"](.+)['"]$/.exec(source.slice(i.moduleRequest.start, i.moduleRequest.end))?.[1])
    .filter((to) => to !== undefined)
    .map((to) => ({ to, typeOnly: false }))
  return [...statics, ...again, ...dynamic].map(({ to, typeOnly }) => ({
    from: file,
    to: to.startsWith('.') ? relative(root, join(root, dirname(file), to)) : to,
    typeOnly,
  }))
}
const graph = new Map(files.map((file) => [file, importsOf(file)]))

describe('who may import whom', () => {
  test('every file lies in a zone of the table', () => {
    expect(files.filter((file) => zoneOf(file) === null)).toEqual([])
  })
  test.each(zones.map((z) => [z.name, z] as const))('%s', (_, zone) => {
    const wrong = [...graph.values()]
      .flat()
      .filter((i) => zoneOf(i.from) === zone && !zone.may(i))
      .map((i) => `${i.from} → ${i.to}${i.typeOnly ? ' (type)' : ''}`)
    expect(wrong).toEqual([])
  })
  test('there are no cycles', () => {
    const done = new Set<string>()
    const cycles: string[] = []
    const walk = (file: string, path: string[]): void => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
        return
      }
      if (done.has(file)) return
      for (const { to, typeOnly } of graph.get(file) ?? [])
        if (!typeOnly && graph.has(to)) walk(to, [...path, file])
      done.add(file)
    }
    for (const file of files) walk(file, [])
    expect(cycles).toEqual([])
  })
})

describe('small rooms', () => {
  const sizes = files.map((file) => ({
    file,
    lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1,
  }))
  const sorted = sizes.map((s) => s.lines).sort((a, b) => a - b)
  test('no file is longer than 300 lines', () => {
    expect(sizes.filter((s) => s.lines > 300)).toEqual([])
  })
  test('the median file has at most 80 lines, 90 % have at most 200', () => {
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80)
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(200)
  })
})
