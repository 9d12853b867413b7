import { EventEmitter } from 'node:events'
import type { CustomScheme, Protocol, Session } from 'electron'
import { strict } from './strict.ts'
import type { World } from './world.ts'

type Handler = Parameters<Protocol['handle']>[1]
type PermissionAnswer = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>

/** The default session: the custom protocol, permissions and downloads. */
export class FakeSession extends EventEmitter {
  readonly #handlers = new Map<string, Handler>()
  permissionRequest: PermissionAnswer | null = null
  permissionCheck: (() => boolean) | null = null
  devicePermission: (() => boolean) | null = null
  readonly #world: World
  constructor(world: World) {
    super()
    this.#world = world
  }
  readonly protocol = strict(
    {
      handle: (scheme: string, handler: Handler) => {
        if (!this.#world.schemes.some((s) => s.scheme === scheme))
          throw new Error(`the scheme ${scheme} was not registered as privileged before ready`)
        if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
        this.#handlers.set(scheme, handler)
      },
    },
    'session.protocol',
  )
  setPermissionRequestHandler(handler: PermissionAnswer | null): void {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: (() => boolean) | null): void {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: (() => boolean) | null): void {
    this.devicePermission = handler
  }
  /** What a page's own request gets. */
  async fetch(url: string, init?: RequestInit): Promise<Response> {
    const handler = this.#handlers.get(url.slice(0, url.indexOf(':')))
    if (!handler) throw new Error(`ERR_UNKNOWN_URL_SCHEME (-302) loading '${url}'`)
    return await handler({
      url,
      method: init?.method ?? 'GET',
      headers: new Headers(init?.headers),
    } as Request as never)
  }
  /** May the page have this permission? */
  asks(permission: string): Promise<boolean> {
    return new Promise((resolve) => {
      if (!this.permissionRequest) resolve(true)
      else this.permissionRequest(null as never, permission as never, resolve, {} as never)
    })
  }
}

/** The module `protocol`: schemes can be registered only before `ready`. */
export const createProtocol = (world: World): Pick<Protocol, 'registerSchemesAsPrivileged'> =>
  strict(
    {
      registerSchemesAsPrivileged(schemes: CustomScheme[]) {
        if (world.ready)
          throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
        world.schemes = schemes
      },
    },
    'protocol',
  )
