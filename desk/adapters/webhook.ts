import { createHmac } from 'node:crypto'
import { type Adapter, type HandoverFile, outsideError, outsideTimeout } from './adapter.ts'
import { type HandoverConfig, secretOf } from './config.ts'

const encoded = async ({ name, read }: HandoverFile) => ({ name, data: (await read()).toString('base64') })

type Config = Extract<HandoverConfig, { type: 'webhook' }>

/**
 * Signed JSON to any address: `X-Otasuke-Signature: sha256=<hex HMAC of "<X-Otasuke-Timestamp>.<body>">`, and
 * `Idempotency-Key`, which stays the same when a call is repeated. `event` is `request`, or what is added to one:
 * `message`, `file`, `cancelled`.
 */
export const createWebhook = (config: Config): Adapter => {
  const send = async (event: string, key: string, data: unknown): Promise<void> => {
    const body = JSON.stringify({ event, ...(data as object) })
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', secretOf(config.secret))
      .update(`${timestamp}.${body}`)
      .digest('hex')
    const res = await fetch(config.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        'x-otasuke-timestamp': timestamp,
        'x-otasuke-signature': `sha256=${signature}`,
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(outsideTimeout),
    })
    if (!res.ok) throw await outsideError('the webhook', res)
  }
  return {
    id: config.id,
    async create({ detail, subject, body, attachments }, handoverId) {
      const files = await Promise.all(attachments.map(encoded))
      await send('request', handoverId, {
        id: handoverId,
        subject,
        body,
        request: detail,
        attachments: files,
      })
      return handoverId
    },
    add: async (externalId, { kind, id: messageId, text, file }) =>
      send(kind, messageId, {
        id: externalId,
        messageId,
        ...(file ? { attachments: [await encoded(file)] } : { text }),
      }),
    news: null,
    hook: null,
  }
}
