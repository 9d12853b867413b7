import type { Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'
import type { JsonFault } from './json-server.ts'

/** A real SMTP server on loopback that keeps what it gets. `refuse` makes it answer 451, `next` keeps a mail unanswered. */
export const startSmtp = async () => {
  const mails: ParsedMail[] = []
  const faults: { refuse: boolean; next: JsonFault | null } = { refuse: false, next: null }
  const sockets = new Set<Socket>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _, done) {
      if (faults.refuse) {
        stream.resume()
        stream.on('end', () => done(Object.assign(new Error('try later'), { responseCode: 451 })))
      } else
        simpleParser(stream).then(
          (mail) => {
            mails.push(mail)
            const { next } = faults
            faults.next = null
            if (next === 'cut') for (const socket of sockets) socket.destroy()
            else if (next === null) done()
          },
          (error: Error) => done(error),
        )
    },
  })
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return { port: (server.server.address() as { port: number }).port, mails, faults }
}
