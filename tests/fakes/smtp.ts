import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A real SMTP server on loopback that keeps what it gets. `refuse` makes it answer 451. */
export const startSmtp = async () => {
  const mails: ParsedMail[] = []
  const faults = { refuse: false }
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
            done()
          },
          (error: Error) => done(error),
        )
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { port: (server.server.address() as { port: number }).port, mails, faults }
}
