import { createTransport } from 'nodemailer'
import { type Adapter, type HandoverFile, outsideTimeout } from './adapter.ts'
import { type HandoverConfig, secretOf } from './config.ts'

type Config = Extract<HandoverConfig, { type: 'mail' }>

const attached = async ({ name, read }: HandoverFile) => ({ filename: name, content: await read() })

const isHere = (host: string): boolean => ['localhost', '127.0.0.1', '::1'].includes(host)

/** A mail that people can work from. The Message-ID stays the same over tries, so that mail systems can drop a double. */
export const createMail = (config: Config): Adapter => {
  const { host, port, secure, user, password, from, to } = config
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && !isHere(host),
    ...(user && password ? { auth: { user, pass: secretOf(password) } } : {}),
    connectionTimeout: outsideTimeout,
    socketTimeout: outsideTimeout,
    // Texts come from customers: no part of them may make the mailer read files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain =
    from
      .split('@')
      .at(-1)
      ?.replace(/[^A-Za-z0-9.-]/g, '') || 'desk.invalid'
  const idOf = (name: string) => `<${name}@${domain}>`
  return {
    id: config.id,
    async create({ subject, body, attachments }, handoverId) {
      const files = await Promise.all(attachments.map(attached))
      const messageId = idOf(handoverId)
      await transport.sendMail({ from, to, subject, text: body, messageId, attachments: files })
      // What later mails are threaded by.
      return JSON.stringify({ messageId, subject })
    },
    async add(externalId, { id: messageId, text, file }) {
      const first = JSON.parse(externalId) as { messageId: string; subject: string }
      await transport.sendMail({
        from,
        to,
        subject: `Re: ${first.subject}`,
        text,
        ...(file ? { attachments: [await attached(file)] } : {}),
        messageId: idOf(messageId.replace(/[^A-Za-z0-9-]/g, '')),
        inReplyTo: first.messageId,
        references: first.messageId,
      })
    },
    news: null,
    hook: null,
  }
}
