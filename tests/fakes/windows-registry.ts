/** A small Windows registry that answers `reg query` in the shape that Microsoft Learn documents for it ("reg query"). */
export type FakeRegistry = {
  set: (key: string, name: string, data: string, type?: string) => void
  remove: (key: string, name: string) => void
  /** Answers the arguments after `reg`. */
  query: (args: readonly string[]) => { code: number; stdout: string }
}

const long = (key: string) => key.replace(/^HKCU/, 'HKEY_CURRENT_USER').replace(/^HKLM/, 'HKEY_LOCAL_MACHINE')

export const createFakeRegistry = (): FakeRegistry => {
  const keys = new Map<string, Map<string, { type: string; data: string }>>()
  return {
    set(key, name, data, type = 'REG_SZ') {
      const values = keys.get(long(key)) ?? new Map()
      keys.set(long(key), values.set(name, { type, data }))
    },
    remove: (key, name) => void keys.get(long(key))?.delete(name),
    query([, key = '', ...rest]) {
      const deep = rest.includes('/s')
      const only = rest.includes('/v') ? rest[rest.indexOf('/v') + 1]?.toLowerCase() : undefined
      const wanted = long(key).toLowerCase()
      const blocks = [...keys].flatMap(([path, values]) => {
        const lower = path.toLowerCase()
        if (lower !== wanted && !(deep && lower.startsWith(`${wanted}\\`))) return []
        const lines = [...values].filter(([name]) => only === undefined || name.toLowerCase() === only)
        if (lines.length === 0) return []
        return [
          `${path}\r\n${lines.map(([n, v]) => `    ${n || '(既定)'}    ${v.type}    ${v.data}`).join('\r\n')}\r\n`,
        ]
      })
      if (blocks.length === 0) return { code: 1, stdout: '' }
      const end = only === undefined ? '' : `検索の完了: ${blocks.length} 件見つかりました。\r\n`
      return { code: 0, stdout: `\r\n${blocks.join('\r\n')}\r\n${end}` }
    },
  }
}
