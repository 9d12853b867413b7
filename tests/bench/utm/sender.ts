import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { sampleLines } from '../../fakes/utm-lines.ts'

const [protocol, port = '', rate = '', seconds = ''] = process.argv.slice(2)
const lines = Object.values(sampleLines).map((line) => (line.startsWith('<') ? line : `<134>${line}`))
const total = Number(rate) * Number(seconds)
let sent = 0

const stream = protocol === 'tcp' ? connect(Number(port), '127.0.0.1') : null
const datagrams = protocol === 'udp' ? createSocket('udp4') : null
const send = (line: string) =>
  stream ? stream.write(`${line}\n`) : datagrams?.send(line, Number(port), '127.0.0.1')

const begun = performance.now()
const timer = setInterval(() => {
  const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * Number(rate)))
  while (sent < due) send(lines[sent++ % lines.length]!)
  if (sent < total) return
  clearInterval(timer)
  // The parent ends this process once it has heard all it will hear.
  if (stream) stream.end(() => process.send?.(sent))
  else process.send?.(sent)
}, 10)
