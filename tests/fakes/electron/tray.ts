import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron'
import { mortal } from './strict.ts'
import { needReady, type World } from './world.ts'

/** A menu as built from its template. */
export type FakeMenu = { items: MenuItemConstructorOptions[] }

export const buildFromTemplate = (template: MenuItemConstructorOptions[]): Menu => {
  for (const item of template) {
    if (item.type !== 'separator' && !item.label && !item.role)
      throw new TypeError('Invalid template for MenuItem: must have label or role')
  }
  return { items: template } as FakeMenu as unknown as Menu
}

const readable = (image: string | NativeImage): string => {
  if (typeof image !== 'string') throw new TypeError('the stand-in takes image files only')
  if (!existsSync(image)) throw new Error(`Failed to load image from path '${image}'`)
  return image
}

type Used = 'setImage' | 'setToolTip' | 'setContextMenu' | 'destroy' | 'isDestroyed'

export class FakeTray extends EventEmitter implements Pick<Tray, Used> {
  destroyed = false
  image: string
  toolTip = ''
  menu: FakeMenu | null = null
  readonly outside: Tray
  readonly #world: World
  constructor(image: string | NativeImage, world: World) {
    super()
    needReady(world, 'Cannot create Tray before app is ready')
    this.image = readable(image)
    this.#world = world
    this.outside = mortal<FakeTray>(this, 'Tray') as unknown as Tray
    world.trays.push(this)
  }
  setImage(image: string | NativeImage): void {
    this.image = readable(image)
  }
  setToolTip(text: string): void {
    this.toolTip = text
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu as FakeMenu | null
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  destroy(): void {
    this.destroyed = true
    this.#world.trays.splice(this.#world.trays.indexOf(this), 1)
  }
  /** The labels that can be read, separators left out. */
  labels(): string[] {
    return (this.menu?.items ?? []).filter((i) => i.type !== 'separator').map((i) => i.label ?? '')
  }
  /** Presses an entry by its label (or the start of it). */
  press(label: string): void {
    const item = this.menu?.items.find((i) => i.label?.startsWith(label))
    if (!item) throw new Error(`no entry ${label} among ${this.labels().join(', ')}`)
    if (item.enabled === false) throw new Error(`the entry ${label} cannot be pressed`)
    item.click?.(undefined as never, undefined, {} as never)
  }
}
