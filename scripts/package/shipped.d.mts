type Component = {
  name: string
  group?: string
  scope?: string
  properties?: { name: string; value: string }[]
}
type Bom = {
  metadata: { component: Component }
  components: Component[]
  dependencies: { ref: string; dependsOn?: string[] }[]
}
export function packagesIn(name: string, text: string): string[]
export function shippedPart(bom: Bom, names: Iterable<string>): Bom
