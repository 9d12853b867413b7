import { EventEmitter } from 'node:events'
import type { BaseWindow, BaseWindowConstructorOptions } from 'electron'
import { mortal } from './strict.ts'
import { needReady, type World } from './world.ts'

/** A window without a page. On Windows it hears that the session ends, as every window does. */
export class FakeBaseWindow extends EventEmitter {
  destroyed = false
  readonly visible: boolean
  readonly outside: BaseWindow
  constructor(options: BaseWindowConstructorOptions, world: World) {
    super()
    needReady(world, 'Cannot create BaseWindow before app is ready')
    this.visible = options.show !== false
    this.outside = mortal<FakeBaseWindow>(this, 'BaseWindow') as unknown as BaseWindow
    world.baseWindows.push(this)
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  destroy(): void {
    this.destroyed = true
  }
}
