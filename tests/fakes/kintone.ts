import { type JsonFault, startJsonServer } from './json-server.ts'

type Field = { type?: string; value: unknown }
type KintoneRecord = Record<string, Field>

/** A stand-in for kintone's REST API: records, files, comments, revisions and its error shape. */
export const startKintone = async (apiToken: string, known: readonly string[]) => {
  const records: KintoneRecord[] = []
  const files: { name: string; size: string }[] = []
  const comments: { id: string; record: string; text: string }[] = []
  const faults: { next: JsonFault | null } = { next: null }
  const refuse = (status: number, code: string, message: string) => ({
    status,
    body: { code, id: 'x', message },
  })
  // What is written names a file by its key; what is read tells its name and size too.
  const withFiles = (record: KintoneRecord = {}): KintoneRecord =>
    Object.fromEntries(
      Object.entries(record).map(([code, field]) => [
        code,
        Array.isArray(field.value)
          ? {
              ...field,
              value: field.value.map(({ fileKey }: { fileKey: string }) => ({
                fileKey,
                ...files[Number(fileKey.slice('key-'.length)) - 1],
              })),
            }
          : field,
      ]),
    )
  const revisionOf = (r: KintoneRecord) => Number(r.$revision?.value)
  const url = await startJsonServer(({ method, path, query, headers, body }) => {
    if (headers['x-cybozu-api-token'] !== apiToken) return refuse(401, 'GAIA_IA02', 'wrong token')
    if (path === '/k/v1/file.json') {
      const [, head = '', data = ''] =
        /^([\s\S]*?)\r\n\r\n([\s\S]*)\r\n--/.exec(body.toString('latin1')) ?? []
      const name = /filename="([^"]*)"/.exec(Buffer.from(head, 'latin1').toString('utf8'))?.[1] ?? ''
      files.push({ name, size: String(data.length) })
      return { status: 200, body: { fileKey: `key-${files.length}` } }
    }
    const json =
      method === 'GET'
        ? {}
        : (JSON.parse(body.toString('utf8')) as { id?: string; record?: KintoneRecord; revision?: number })
    const done = (answer: unknown) => {
      const fault = method === 'GET' ? null : faults.next
      faults.next = method === 'GET' ? faults.next : null
      return fault ?? { status: 200, body: answer }
    }
    if (path === '/k/v1/record/comments.json') {
      const own = comments.filter((c) => c.record === query.get('record')).toReversed()
      return done({ comments: own.slice(0, 10), older: own.length > 10, newer: false })
    }
    if (path === '/k/v1/record/comment.json') {
      const { record, comment } = json as unknown as { record: string; comment: { text: string } }
      comments.push({ id: String(comments.length + 1), record: String(record), text: comment.text })
      return done({ id: String(comments.length) })
    }
    const strange = Object.keys(json.record ?? {}).find((code) => !known.includes(code))
    if (strange) return refuse(400, 'GAIA_IL03', `no such field: ${strange}`)
    if (path === '/k/v1/records.json') {
      const [, code = '', value = ''] = /^(\S+) = "([^"]*)"/.exec(query.get('query') ?? '') ?? []
      return {
        status: 200,
        body: { records: records.filter((r) => r[code]?.value === value), totalCount: null },
      }
    }
    if (path !== '/k/v1/record.json') return refuse(404, 'CB_NO02', 'not found')
    const id = json.id ?? query.get('id') ?? ''
    const found = records.find((r) => r.$id?.value === String(id))
    if (method === 'POST') {
      const record = {
        ...withFiles(json.record),
        $id: { value: String(records.length + 1) },
        $revision: { value: '1' },
      }
      records.push(record)
      return done({ id: record.$id.value, revision: '1' })
    }
    if (!found) return refuse(404, 'GAIA_RE01', 'no such record')
    if (method === 'GET') return { status: 200, body: { record: found } }
    if (json.revision !== undefined && json.revision !== revisionOf(found))
      return refuse(409, 'GAIA_CO02', 'changed meanwhile')
    Object.assign(found, withFiles(json.record), { $revision: { value: String(revisionOf(found) + 1) } })
    return done({ revision: found.$revision?.value })
  })
  return { url, records, files, comments, faults }
}
