import fc from 'fast-check'

/** Cases between two looks at the clock. */
const batch = 500

const whole = (text: string | undefined, otherwise: number): number => {
  const n = Number(text ?? otherwise)
  if (Number.isSafeInteger(n) && n > 0) return n
  console.error(`not a whole number above 0: ${text}`)
  process.exit(2)
}

/**
 * Runs a property until its time is up: `node tests/fuzz/NAME.ts [SECONDS] [SEED]`. The seed is printed first, so
 * that a finding can be had again. Exit code 0: nothing found; 1: found, with the smallest counterexample; 2: bad use.
 */
export const fuzz = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void => {
  const seconds = whole(process.argv[2], 60)
  const first = whole(process.argv[3], 1 + Math.floor(Math.random() * 2 ** 30))
  console.log(JSON.stringify({ seed: first, seconds }))
  const end = performance.now() + 1000 * seconds
  let cases = 0
  for (let seed = first; performance.now() < end; seed += 1) {
    const result = fc.check(fc.property(arbitrary, holds), { seed, numRuns: batch })
    cases += result.numRuns
    if (!result.failed) continue
    console.error(fc.defaultReportMessage(result))
    console.error(JSON.stringify({ found: true, seed, again: `1 ${seed}`, cases }))
    process.exit(1)
  }
  console.log(JSON.stringify({ found: false, cases }))
}
