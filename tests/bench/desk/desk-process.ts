import { createInterface } from 'node:readline'
import { startDesk } from '../../../desk/server.ts'

// A desk in a process of its own, so that its share of a core and its memory are its own. A line in: figures out.
const [dataDir = '', databaseUrl] = process.argv.slice(2)
const log = { info() {}, warn() {}, error: (line: string) => console.error(line) }
const desk = await startDesk({
  dataDir,
  practice: false,
  name: 'bench',
  log,
  ...(databaseUrl ? { databaseUrl } : {}),
})
console.log(JSON.stringify({ url: desk.url, setup: desk.operatorUrl.split('/').at(-1) }))
createInterface({ input: process.stdin })
  .on('line', () => {
    globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    console.log(JSON.stringify({ cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 2 ** 20 }))
  })
  .on('close', () => process.exit(0))
