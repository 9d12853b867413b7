/** What Electron throws for an object whose native half is gone. */
export const destroyedError = (): TypeError => new TypeError('Object has been destroyed')

// What JavaScript itself, test runners and promises look at on any object.
const harmless = new Set<PropertyKey>([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  '$$typeof',
  'asymmetricMatch',
  'nodeType',
])

/** An object that throws where it is asked for something that this stand-in does not know: no silent `undefined`. */
export const strict = <T extends object>(target: T, name: string): T =>
  new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || harmless.has(key) || Reflect.has(object, key)) {
        const value = Reflect.get(object, key, object === receiver ? receiver : object) as unknown
        // Methods of a class reach their private fields only through the object itself.
        return typeof value === 'function' && !Object.hasOwn(object, key) ? value.bind(object) : value
      }
      throw new TypeError(`the stand-in for Electron has no ${name}.${key}`)
    },
  })

/** What may be asked of a destroyed object: its JavaScript half still lives. */
const immortal = new Set<PropertyKey>([
  'isDestroyed',
  'on',
  'once',
  'off',
  'removeListener',
  'removeAllListeners',
  'emit',
  'id',
  'listenerCount',
])

/**
 * Wraps the methods of an object with a native half: once `isDestroyed()` is true, everything but the emitter's methods
 * throws, as in Electron.
 */
export const mortal = <T extends object & { isDestroyed: () => boolean }>(target: T, name: string): T => {
  const inner = strict(target, name)
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'string' && !immortal.has(key) && !harmless.has(key) && object.isDestroyed())
        throw destroyedError()
      return Reflect.get(inner, key) as unknown
    },
  })
}

/** A copy as IPC makes it. Throws Electron's words for what cannot be copied (functions, promises). */
export const clone = <T>(value: T): T => {
  try {
    return structuredClone(value)
  } catch {
    throw new Error('An object could not be cloned.')
  }
}
