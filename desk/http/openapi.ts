import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { deskBase, deskErrorSchema, deskProtocol, deskProtocolVersion } from '../../main/contract/desk.ts'

type Schema = z.ZodType | 'bytes' | 'events' | null

// What a caller may leave out differs between the two directions: defaults are filled in on reading.
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
const content = (schema: Schema, io: 'input' | 'output') => {
  if (schema === 'bytes')
    return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  if (schema === 'events') return { 'text/event-stream': { schema: { type: 'string' } } }
  return { 'application/json': { schema: schema ? jsonSchema(schema, io) : {} } }
}

const parameter = (place: 'path' | 'query' | 'header', name: string, schema: object, required = true) => ({
  in: place,
  name,
  required,
  schema,
})

const parametersOf = (path: string, method: string) => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map((m) => parameter('path', m[1]!, { type: 'string' })),
  ...(method === 'get' ? [] : [parameter('header', 'Idempotency-Key', { type: 'string', maxLength: 300 })]),
  ...(path === '/updates' || path === '/stream'
    ? [parameter('query', 'after', { type: 'integer', minimum: 0, default: 0 }, false)]
    : []),
  ...(path.endsWith('/content') ? [parameter('query', 'offset', { type: 'integer', minimum: 0 })] : []),
]

/** The protocol as an OpenAPI 3.1 document, made from the same schemas that check the calls. Pure. */
export const openApiDocument = (): object => {
  const paths: Record<string, Record<string, object>> = {}
  for (const { method, path, in: input, out, auth } of deskProtocol) {
    const body: Schema = input
    paths[`${deskBase}${path}`] = {
      ...paths[`${deskBase}${path}`],
      [method]: {
        operationId: `${method}${path.replace(/[{}]/g, '').replace(/\/(\w)/g, (_, c: string) => c.toUpperCase())}`,
        parameters: parametersOf(path, method),
        ...(body ? { requestBody: { required: true, content: content(body, 'input') } } : {}),
        security: auth ? [{ device: [] }] : [],
        responses: {
          200: { description: 'done', content: content(out, 'output') },
          default: { description: 'refused', content: content(deskErrorSchema, 'output') },
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Otasuke Tray consultation desk', version: String(deskProtocolVersion) },
    paths,
    components: { securitySchemes: { device: { type: 'http', scheme: 'bearer' } } },
  }
}

/** Serves the document to anyone: it holds nothing secret. */
export const addOpenApi = (app: FastifyInstance): void => {
  const document = openApiDocument()
  app.get('/openapi.json', async () => document)
}
