import { EventEmitter } from 'node:events'
import type { Notification, NotificationConstructorOptions } from 'electron'
import { strict } from './strict.ts'
import { needReady, type World } from './world.ts'

export class FakeNotification extends EventEmitter implements Pick<Notification, 'show' | 'close'> {
  shown = false
  readonly options: NotificationConstructorOptions
  readonly outside: Notification
  readonly #world: World
  constructor(options: NotificationConstructorOptions, world: World) {
    super()
    needReady(world, 'Cannot create Notification before app is ready')
    this.options = options
    this.#world = world
    this.outside = strict<FakeNotification>(this, 'Notification') as unknown as Notification
  }
  /** As on a real desktop, the news comes later, never during the call. */
  show(): void {
    queueMicrotask(() => {
      const { failNextNotification: why } = this.#world
      this.#world.failNextNotification = null
      if (why !== null) {
        this.emit('failed', {}, why)
        return
      }
      this.shown = true
      this.#world.notifications.push(this)
      this.emit('show', {})
    })
  }
  close(): void {
    if (!this.shown) return
    this.shown = false
    this.#world.notifications.splice(this.#world.notifications.indexOf(this), 1)
    this.emit('close', { reason: 'applicationHidden' })
  }
  click(): void {
    this.emit('click', {})
  }
  press(actionIndex: number): void {
    this.emit('action', { actionIndex, selectionIndex: -1 }, actionIndex, -1)
  }
}
