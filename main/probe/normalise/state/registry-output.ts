/** One value of the Windows registry. The nameless value of a key has the name `''`. */
export type RegistryValue = { key: string; name: string; type: string; data: string }

// `    name    REG_SZ    data`: four spaces between the parts, whatever the language. Names may hold spaces themselves.
const value = /^ {4}(.*?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/

/**
 * Reads what `reg query` prints. The nameless value is shown under a translated word in brackets, `(Default)`, `(既定)`;
 * a first value of a key that stands in brackets counts as it. Lines of another shape, such as the count of hits at
 * the end, are left out. Never throws. Pure.
 */
export const readRegistryOutput = (output: string): RegistryValue[] => {
  const values: RegistryValue[] = []
  let key = ''
  for (const line of output.split(/\r?\n/)) {
    if (/^HKEY_[A-Z_]+(?:\\|$)/.test(line)) key = line.trimEnd()
    const found = value.exec(line)
    if (!found || key === '') continue
    const [, name = '', type = '', data = ''] = found
    values.push({ key, name: /^[((].*[))]$/.test(name) ? '' : name, type, data })
  }
  return values
}
