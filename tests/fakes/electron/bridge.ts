type Fn = (...args: unknown[]) => unknown

/**
 * A value as `contextBridge` hands it to the other world: functions become proxies, objects become frozen copies without
 * prototype, promises are mirrored; what cannot be copied throws.
 */
export const acrossBridge = (value: unknown, depth = 0): unknown => {
  if (depth > 1000) throw new Error('Nested object too deep')
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
    if (typeof value === 'symbol') throw new Error('symbols cannot cross the bridge')
    return value
  }
  if (typeof value === 'function') {
    const inner = value as Fn
    return (...args: unknown[]) =>
      acrossBridge(inner(...args.map((a) => acrossBridge(a, depth + 1))), depth + 1)
  }
  if (value instanceof Promise)
    return value.then(
      (v) => acrossBridge(v, depth + 1),
      // Only the message of an error crosses.
      (e: unknown) => Promise.reject(new Error(e instanceof Error ? e.message : String(e))),
    )
  if (value instanceof Error) return new Error(value.message)
  if (Array.isArray(value)) return Object.freeze(value.map((v) => acrossBridge(v, depth + 1)))
  const prototype = Object.getPrototypeOf(value) as object | null
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return structuredClone(value)
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([k, v]) => [k, acrossBridge(v, depth + 1)])),
  )
}
