import { randomBytes } from 'node:crypto'
import { deskBase, deskProtocolVersion, type EnrolIn, enrolOutSchema } from '../../contract/desk.ts'
import type { Http } from '../../ports/http.ts'
import type { Secrets } from '../../ports/secrets.ts'
import type { DeskLinkStore } from '../desk-link-store.ts'
import { type CallResult, callDesk } from './desk-call.ts'

export type Identity = Omit<EnrolIn, 'protocol'>

export type EnrolmentOptions = {
  http: Http
  secrets: Secrets
  link: DeskLinkStore
  deskUrl: string
  origin: string
  identity: Identity
}

/** Makes this PC known to the desk and keeps the token in the secret store. */
export type Enrolment = {
  token: () => string | null
  enrol: () => Promise<CallResult<unknown>>
  forget: () => void
}

export const createEnrolment = ({
  http,
  secrets,
  link,
  deskUrl,
  origin,
  identity,
}: EnrolmentOptions): Enrolment => {
  const tokenName = `desk-token:${origin}`
  // Kept until the answer is here: a lost answer is asked for again with the same key and gives the same token.
  const keyName = `desk-enrol:${origin}`
  return {
    token: () => secrets.get(tokenName),
    forget: () => secrets.remove(tokenName),
    async enrol() {
      const key = secrets.get(keyName) ?? randomBytes(32).toString('base64url')
      secrets.set(keyName, key)
      const result = await callDesk({
        http,
        method: 'POST',
        url: `${deskUrl}${deskBase}/enrol`,
        headers: { 'idempotency-key': key },
        body: { protocol: deskProtocolVersion, ...identity } satisfies EnrolIn,
        answer: enrolOutSchema,
      })
      if (result.kind === 'ok') {
        link.enrolled(result.body.deviceId, result.body.desk)
        secrets.set(tokenName, result.body.token)
        secrets.remove(keyName)
      }
      return result
    },
  }
}
