import { startDesk } from '../../desk/server.ts'

// A desk in its own process, so that tests can end it without warning. Loaded it waits for a line on its input before it
// starts, so that the next one can be made ready while one runs; then it says its address on one line.
const [dataDir = '', port = '0', databaseUrl = ''] = process.argv.slice(2)
const log = { info() {}, warn() {}, error: (line: string) => console.error(line) }
await new Promise((resolve) => process.stdin.once('data', resolve))
process.stdin.unref()
const desk = await startDesk({
  dataDir,
  port: Number(port),
  practice: true,
  name: 'practice',
  log,
  databaseUrl,
})
console.log(JSON.stringify({ url: desk.url, link: desk.operatorUrl }))
