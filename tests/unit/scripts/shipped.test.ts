import { expect, test } from 'vitest'
import { packagesIn, shippedPart } from '../../../scripts/package/shipped.mjs'

test('packages that a source brings with it', () => {
  const source = `
    import type { A } from 'only-types'
    import { type B } from 'types-too'
    import './own.ts'
    import 'node:fs'
    import '@scope/one/part.css'
    import two, { type C } from 'two/deep'
    export { d } from 'three'
    const four = await import('four')
    const no = "import x from 'a-text'"
  `
  expect(packagesIn('a.ts', source)).toEqual(['@scope/one', 'two', 'three', 'four'])
  expect(
    packagesIn('a.css', `@import "five/x.css"; a { src: url("@six/y/z.woff2") url("./own.png") }`),
  ).toEqual(['five', '@six/y'])
})

const component = (name: string, more = {}) => ({ 'bom-ref': `${name}@1`, name, properties: [], ...more })
const development = {
  properties: [{ name: 'cdx:npm:package:development', value: 'true' }],
  scope: 'optional',
}
const bom = {
  metadata: { component: component('app') },
  components: [
    component('page', development),
    component('needed'),
    component('tests', development),
    component('electron', development),
    component('fetcher', development),
  ],
  dependencies: [
    { ref: 'app@1', dependsOn: ['page@1', 'tests@1', 'electron@1'] },
    { ref: 'page@1', dependsOn: ['needed@1'] },
    { ref: 'needed@1', dependsOn: ['page@1'] },
    { ref: 'tests@1', dependsOn: ['needed@1'] },
    { ref: 'electron@1', dependsOn: ['fetcher@1'] },
  ],
}

test('what ships is what is named and what that needs, also in a circle; Electron without what fetches it', () => {
  const { components, dependencies } = shippedPart(bom, ['page', 'electron'])
  expect(components.map((c: { name: string }) => c.name)).toEqual(['page', 'needed', 'electron'])
  expect(components[0]).toEqual(component('page', { scope: 'required' }))
  expect(dependencies).toContainEqual({ ref: 'app@1', dependsOn: ['page@1', 'electron@1'] })
  expect(dependencies).toContainEqual({ ref: 'electron@1', dependsOn: [] })
  expect(() => shippedPart(bom, ['unknown'])).toThrow('unknown')
})
