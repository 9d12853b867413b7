import { startDesk } from '../../desk/server.ts'

// A desk in its own process, so that tests can end it without warning. Says its address on one line.
const [dataDir = '', port = '0', databaseUrl = ''] = process.argv.slice(2)
const log = { info() {}, warn() {}, error: (line: string) => console.error(line) }
const desk = await startDesk({
  dataDir,
  port: Number(port),
  practice: true,
  name: 'practice',
  log,
  databaseUrl,
})
console.log(JSON.stringify({ url: desk.url, link: desk.operatorUrl }))
