import { startJsonServer } from './json-server.ts'

type Field = { type?: string; value: unknown }
type KintoneRecord = Record<string, Field>

/** A stand-in for kintone's REST API: records, files, revisions and its error shape. */
export const startKintone = async (apiToken: string, known: readonly string[]) => {
  const records: KintoneRecord[] = []
  const files: Buffer[] = []
  const refuse = (status: number, code: string, message: string) => ({
    status,
    body: { code, id: 'x', message },
  })
  const revisionOf = (r: KintoneRecord) => Number(r.$revision?.value)
  const url = await startJsonServer(({ method, path, query, headers, body }) => {
    if (headers['x-cybozu-api-token'] !== apiToken) return refuse(401, 'GAIA_IA02', 'wrong token')
    if (path === '/k/v1/file.json') {
      files.push(body)
      return { status: 200, body: { fileKey: `key-${files.length}` } }
    }
    const json =
      method === 'GET'
        ? {}
        : (JSON.parse(body.toString('utf8')) as { id?: string; record?: KintoneRecord; revision?: number })
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
      const record = { ...json.record, $id: { value: String(records.length + 1) }, $revision: { value: '1' } }
      records.push(record)
      return { status: 200, body: { id: record.$id.value, revision: '1' } }
    }
    if (!found) return refuse(404, 'GAIA_RE01', 'no such record')
    if (method === 'GET') return { status: 200, body: { record: found } }
    if (json.revision !== undefined && json.revision !== revisionOf(found))
      return refuse(409, 'GAIA_CO02', 'changed meanwhile')
    Object.assign(found, json.record, { $revision: { value: String(revisionOf(found) + 1) } })
    return { status: 200, body: { revision: found.$revision?.value } }
  })
  return { url, records, files }
}
