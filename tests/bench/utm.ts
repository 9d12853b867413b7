import { receive } from './utm/receive.ts'
import { throughput } from './utm/throughput.ts'

// npm run bench -- utm [seconds of receiving, default 20] [lines a second, default 2000]
const [seconds = '20', rate = '2000'] = process.argv.slice(2)
const print = (row: object) => console.log(JSON.stringify(row))

throughput(print, 300)
await receive(print, { protocol: 'tcp', rate: Number(rate), seconds: Number(seconds) })
await receive(print, { protocol: 'udp', rate: Number(rate), seconds: Number(seconds) })
process.exit(0)
