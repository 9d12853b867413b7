import { createHash } from 'node:crypto'
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

const fileSchema = z.object({
  fileKey: z.string(),
  name: z.string().default(''),
  size: z.coerce.number().default(-1),
})
const filesOf = (field: unknown): z.infer<typeof fileSchema>[] =>
  z
    .object({ value: z.array(fileSchema) })
    .catch({ value: [] })
    .parse(field).value

// Short, for people to read over, and another one for every id, however alike two ids begin.
const markOf = (id: string): string => `[${createHash('sha256').update(id).digest('hex').slice(0, 8)}]`

/**
 * kintone through its own client: a record with files; later messages appended to a text field, or as comments where no
 * field is named; its status back.
 */
export const createKintone = (config: Config): Adapter => {
  const { app, fields, fileField, statusField, messageField } = config
  const client = new KintoneRestAPIClient({
    baseUrl: config.url,
    auth: { apiToken: secretOf(config.apiToken) },
    socketTimeout: outsideTimeout,
  })
  const get = async (id: string) =>
    (await client.record.getRecord({ app, id })).record as Record<string, unknown>
  const upload = async (name: string, data: Buffer) => {
    const { fileKey } = await client.file.uploadFile({ file: { name, data } })
    return { fileKey }
  }
  const comment = async (record: string, mark: string, text: string) => {
    // A repetition comes soon: among the newest comments (kintone gives at most 10) it is found.
    const { comments } = await client.record.getRecordComments({ app, record, order: 'desc', limit: 10 })
    if (comments.some((c) => c.text.includes(mark))) return
    await client.record.addRecordComment({ app, record, comment: { text: `${text} ${mark}` } })
  }
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
        for (const { name, read } of attachments) keys.push(await upload(name, await read()))
        record[fileField] = { value: keys }
      }
      const { id } = await client.record.addRecord({ app, record: record as never })
      return id
    },
    async add(externalId, { id: messageId, text, file }) {
      const asFile = file !== null && fileField !== undefined
      const mark = markOf(messageId)
      if (!messageField && !asFile) return comment(externalId, mark, text)
      const record = await get(externalId)
      const before = messageField ? textOf(record[messageField]) : ''
      if (before.includes(mark)) return
      const kept = asFile ? filesOf(record[fileField]) : []
      const data = asFile ? await file.read() : Buffer.of()
      // Without a text field to leave a mark in, a repeated file is told by its name and size: phones give every photo
      // the same name.
      if (!messageField && kept.some(({ name, size }) => name === file?.name && size === data.length)) return
      const values = {
        ...(messageField
          ? { [messageField]: { value: `${before ? `${before}\n` : ''}${text} ${mark}` } }
          : {}),
        // Files that the record already has stay only where they are named again.
        ...(asFile
          ? {
              [fileField]: {
                value: [...kept.map(({ fileKey }) => ({ fileKey })), await upload(file.name, data)],
              },
            }
          : {}),
      }
      // The revision makes kintone refuse if somebody wrote in between; the next try reads anew.
      await client.record.updateRecord({
        app,
        id: externalId,
        revision: Number(textOf(record.$revision)),
        record: values,
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
