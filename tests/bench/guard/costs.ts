import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pdf, prose } from '../../fakes/guard/documents.ts'
import { assertPlayground, type Playground } from './playground.ts'

const host = join(import.meta.dirname, 'cost-host.ts')

/** Many small documents, 50 in a directory: what counts here is their number. */
const writeMany = (folder: string, count: number) => {
  const contents = [pdf(2_000), prose(1_500)]
  for (let i = 0; i < count; i++) {
    const directory = join(folder, `d${Math.floor(i / 2500)}`, `e${Math.floor(i / 50)}`)
    if (i % 50 === 0) mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, `f${i}.${i % 2 ? 'txt' : 'pdf'}`), contents[i % 2]!)
  }
}

/** Start, memory and silence with `count` files: the very first start, then one with the saved baseline. */
export const measureCosts = async (p: Playground, count: number, idleSeconds: number): Promise<object[]> => {
  assertPlayground(p.top, p.token, [p.docs, p.data])
  const folder = join(p.docs, 'many')
  writeMany(folder, count)
  const results: object[] = []
  for (const [cost, idle] of [
    ['first start', 5],
    ['start with baseline, then idle', idleSeconds],
  ] as const) {
    const args = ['--disable-warning=ExperimentalWarning', '--expose-gc', host, folder, p.data, String(idle)]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    results.push({ cost, files: count, ...JSON.parse(stdout) })
  }
  return results
}
