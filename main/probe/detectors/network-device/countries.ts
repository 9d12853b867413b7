import { ipv4Number } from '../../normalise/network-device/address.ts'

/**
 * Countries of addresses from the registries' own files (`delegated-*-extended`, as APNIC, RIPE NCC, ARIN, LACNIC and
 * AFRINIC publish them): `apnic|JP|ipv4|1.0.16.0|4096|20110412|allocated`. Several files may follow each other.
 */
export type Countries = {
  /** Two-letter code of the country an IPv4 address is registered in; null: could not tell. */
  countryOf: (address: string) => string | null
  /** Ranges known. */
  size: number
}

/** Reads the files' text. Lines that are no range are left out; where nothing is left, nothing can be told. Pure. */
export const readCountries = (text: string): Countries => {
  const rows: { from: number; to: number; country: string }[] = []
  for (const line of text.split('\n')) {
    const [, country = '', kind, start = '', count = ''] = line.split('|')
    if (kind !== 'ipv4' || !/^[A-Z]{2}$/.test(country) || country === 'ZZ') continue
    const from = ipv4Number(start)
    const size = Number(count)
    if (from !== null && Number.isInteger(size) && size > 0) rows.push({ from, to: from + size - 1, country })
  }
  rows.sort((a, b) => a.from - b.from)
  const starts = Float64Array.from(rows, (r) => r.from)
  return {
    size: rows.length,
    countryOf(address) {
      const n = ipv4Number(address)
      if (n === null) return null
      let [low, high] = [0, starts.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (starts[middle]! <= n) low = middle + 1
        else high = middle
      }
      const row = rows[low - 1]
      return row && n <= row.to ? row.country : null
    },
  }
}
