/** Compares dotted versions by number: negative when `a` is older. Parts that are missing count as 0. Pure. */
export const compareVersions = (a: string, b: string): number => {
  const parts = (v: string) =>
    v
      .split(/[^0-9]+/)
      .filter((p) => p !== '')
      .map(Number)
  const [x, y] = [parts(a), parts(b)]
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
