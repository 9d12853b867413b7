import { KintoneRestAPIClient } from '@kintone/rest-api-client'
import { z } from 'zod'
import { type Adapter, outsideTimeout } from './adapter.ts'
import { type HandoverConfig, secretOf } from './config.ts'
import { fillField } from './item-text.ts'

type Config = Extract<HandoverConfig, { type: 'kintone' }>

const valueSchema = z.object({ value: z.unknown() })
const textOf = (field: unknown): string => {
  const { value } = valueSchema.catch({ value: '' }).parse(field)
  return typeof value === 'string' ? value : ''
}

/** kintone through its own client: a record with files, later messages appended to a text field, its status back. */
export const createKintone = (config: Config): Adapter => {
  const { app, fields, fileField, statusField, messageField } = config
  const client = new KintoneRestAPIClient({
    baseUrl: config.url,
    auth: { apiToken: secretOf(config.apiToken) },
    socketTimeout: outsideTimeout,
  })
  const get = async (id: string) =>
    (await client.record.getRecord({ app, id })).record as Record<string, unknown>
  return {
    id: config.id,
    async create({ detail, attachments }, handoverId) {
      const record: Record<string, { value: unknown }> = {}
      for (const [code, template] of Object.entries(fields)) {
        const filled = fillField(template, detail).replaceAll('{handoverId}', handoverId)
        record[code] = { value: filled }
      }
      // With a field that holds {handoverId}, a record whose answer was lost is found instead of being made twice.
      const mark = Object.entries(fields).find(([, template]) => template === '{handoverId}')?.[0]
      if (mark) {
        const { records } = await client.record.getRecords({
          app,
          query: `${mark} = "${handoverId}" limit 1`,
        })
        const id = textOf((records[0] as Record<string, unknown> | undefined)?.$id)
        if (id) return id
      }
      if (fileField && attachments.length > 0) {
        const keys: { fileKey: string }[] = []
        for (const { name, read } of attachments)
          keys.push(await client.file.uploadFile({ file: { name, data: await read() } }))
        record[fileField] = { value: keys.map(({ fileKey }) => ({ fileKey })) }
      }
      const { id } = await client.record.addRecord({ app, record: record as never })
      return id
    },
    async add(externalId, text, messageId) {
      if (!messageField) return
      const record = await get(externalId)
      const before = textOf(record[messageField])
      const mark = `[${messageId.slice(0, 8)}]`
      if (before.includes(mark)) return
      // The revision makes kintone refuse if somebody wrote in between; the next try reads anew.
      await client.record.updateRecord({
        app,
        id: externalId,
        revision: Number(textOf(record.$revision)),
        record: { [messageField]: { value: `${before ? `${before}\n` : ''}${text} ${mark}` } },
      })
    },
    news: statusField
      ? async (externalId) => ({
          status: config.statuses[textOf((await get(externalId))[statusField])] ?? null,
          notes: [],
        })
      : null,
    hook: null,
  }
}
