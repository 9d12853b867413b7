import { builtinModules } from 'node:module'
import { parseSync } from 'oxc-parser'

/** The package of an import: `@scope/name/part` → `@scope/name`; null for files and Node's own. */
const packageOf = (specifier) =>
  /^([./~#]|node:|virtual:|data:)/.test(specifier) || builtinModules.includes(specifier)
    ? null
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')

const inStyles = /(?:@import\s*|\burl\(\s*)['"]([^'"\n]+)['"]/g

const specifiersOf = (name, text) => {
  if (name.endsWith('.css')) return [...text.matchAll(inStyles)].map(([, specifier = '']) => specifier)
  const { staticImports, staticExports, dynamicImports } = parseSync(name, text).module
  const brought = staticImports.filter((i) => i.entries.length === 0 || i.entries.some((e) => !e.isType))
  const passedOn = staticExports.flatMap((e) => e.entries).filter((e) => e.moduleRequest && !e.isType)
  const later = dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start, end))
  return [
    ...[...brought, ...passedOn].map((i) => i.moduleRequest.value),
    ...later.filter((l) => /^['"]/.test(l)).map((l) => l.slice(1, -1)),
  ]
}

/** Packages that a source file (TypeScript or CSS) brings with it; those that it takes only types from are left out. Pure. */
export const packagesIn = (name, text) => [
  ...new Set(specifiersOf(name, text).flatMap((s) => packageOf(s) ?? [])),
]

/** Brought as a program, not as its package's libraries: those fetch it and stay behind. */
const alone = new Set(['electron'])

/**
 * The part of npm's whole CycloneDX list that ships: what the sources name, and what that needs in turn. npm's own
 * `--omit dev` would leave out what is bundled into the page. Throws for a package that the list does not know. Pure.
 */
export const shippedPart = (bom, names) => {
  const needs = new Map(bom.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]))
  const byRef = new Map(bom.components.map((c) => [c['bom-ref'], c]))
  const direct = new Map(
    (needs.get(bom.metadata.component['bom-ref']) ?? []).map((ref) => [nameOf(byRef.get(ref)), ref]),
  )
  const reached = new Set()
  const reach = (ref) => {
    if (reached.has(ref) || !byRef.has(ref)) return
    reached.add(ref)
    if (!alone.has(nameOf(byRef.get(ref)))) for (const next of needs.get(ref) ?? []) reach(next)
  }
  for (const name of names) {
    const ref = direct.get(name)
    if (ref === undefined) throw new Error(`the list of libraries has no ${name}`)
    reach(ref)
  }
  const kept = new Set([...reached, bom.metadata.component['bom-ref']])
  return {
    ...bom,
    components: bom.components.filter((c) => reached.has(c['bom-ref'])).map(asShipped),
    dependencies: bom.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((r) => reached.has(r)) })),
  }
}

const nameOf = (component) =>
  component ? [component.group, component.name].filter(Boolean).join('/') : undefined

// npm marks as a development library what only the build asks for; here it is what ships.
const asShipped = ({ properties = [], scope, ...component }) => ({
  ...component,
  ...(scope === undefined ? {} : { scope: 'required' }),
  properties: properties.filter((p) => p.name !== 'cdx:npm:package:development'),
})
