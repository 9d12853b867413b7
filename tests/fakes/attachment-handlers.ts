import type { Handlers } from '../../main/contract/api.ts'
import type { HelpRequest } from '../../main/contract/request.ts'
import type { NewChange } from '../../main/contract/state.ts'
import { sentFile } from './page-states.ts'

/** Files of requests in a made-up core: what is kept or added is there, nothing is sent. */
export const attachmentHandlers = (
  request: (id: string) => HelpRequest,
  change: (change: NewChange) => void,
): Pick<Handlers, 'attachment.keep' | 'attachment.drop' | 'attachment.back' | 'help.attach'> => ({
  'attachment.keep': ({ kind, name, base64 }) => ({
    id: `kept-${name}`,
    kind,
    name,
    size: Math.floor((base64.length * 3) / 4),
    sha256: 'a'.repeat(64),
  }),
  'attachment.drop': () => null,
  'help.attach': ({ id, attachments }) => {
    const r = request(id)
    const added = attachments.map((file) => sentFile(file))
    change({ type: 'request', request: { ...r, attachments: [...(r.attachments ?? []), ...added] } })
    return null
  },
  'attachment.back': ({ requestId, id }) => {
    const r = request(requestId)
    const attachments = r.attachments?.filter((f) => f.id !== id) ?? []
    change({ type: 'request', request: { ...r, attachments } })
    return null
  },
})
