import { expect, test } from 'vitest'
import { openApiDocument } from '../../../desk/http/openapi.ts'
import { deskProtocol, type Outgoing, outgoingCall } from '../../../main/contract/desk.ts'
import { anAlert, aRequest } from '../../fakes/desk-material.ts'

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is looked into at will
const document = openApiDocument() as any

test('describes every call of the protocol, each under its own name', () => {
  const operations = Object.values(document.paths).flatMap((p) => Object.values(p as object)) as {
    operationId: string
  }[]
  expect(operations).toHaveLength(deskProtocol.length)
  expect(new Set(operations.map((o) => o.operationId)).size).toBe(deskProtocol.length)
})

test('says what the schemas say', () => {
  const enrol = document.paths['/v1/enrol'].post
  const schema = enrol.requestBody.content['application/json'].schema
  expect(schema.properties.protocol).toMatchObject({ const: 1 })
  expect(schema.required).toContain('activationCode')
  expect(enrol.security).toEqual([])
  const put = document.paths['/v1/requests/{id}'].put
  expect(put.security).toEqual([{ device: [] }])
  expect(put.parameters.map((p: { name: string }) => p.name)).toEqual(['id', 'Idempotency-Key'])
})

test('what PCs send is among what is described', () => {
  const alert = anAlert()
  const request = aRequest()
  const all: Exclude<Outgoing, { type: 'attachment' }>[] = [
    { type: 'alert', id: 'ID', body: { alert, computer: 'x' } },
    { type: 'request', id: 'ID', body: { request, alert, computer: 'x' } },
    {
      type: 'message',
      requestId: 'ID',
      body: { message: { id: 'm', from: 'user', name: '', text: 'x', at: 'x' } },
    },
    { type: 'cancel', requestId: 'ID', body: { at: 'x' } },
  ]
  for (const outgoing of all) {
    const { method, path } = outgoingCall(outgoing)
    expect(document.paths[path.replace('ID', '{id}')]?.[method.toLowerCase()]).toBeDefined()
  }
})
