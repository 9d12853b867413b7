import { useEffect, useState } from 'react'
import type { AskIn } from '../../main/contract/api.ts'
import type { IncidentRecord, RecordInput } from '../../main/contract/record.ts'
import { useClient, useSnapshot } from '../state/page.tsx'
import { useAsk } from './use-ask.ts'

/** An incident's record, read anew whenever something about the incident changes. null: not read yet. */
export const useRecord = (id: string) => {
  const client = useClient()
  const { alerts, requests } = useSnapshot()
  const [record, setRecord] = useState<IncidentRecord | null>(null)
  const [failed, setFailed] = useState(false)
  const add = useAsk('record.add')
  const photo = useAsk('record.photo')
  const version = [
    alerts.find((a) => a.id === id)?.updatedAt,
    ...requests.filter((r) => r.alertId === id).map((r) => `${r.statusAt}${r.messages.length}`),
  ].join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says when to read again.
  useEffect(() => {
    let wanted = true
    client.ask('record.read', { id }).then(
      (read) => {
        if (!wanted) return
        setRecord(read)
        setFailed(false)
      },
      () => {
        if (wanted) setFailed(true)
      },
    )
    return () => {
      wanted = false
    }
  }, [client, id, version])
  return {
    record,
    failed,
    busy: add.busy || photo.busy,
    problem: add.problem ?? photo.problem,
    add: async (entry: RecordInput): Promise<boolean> => {
      const added = await add.run({ id, entry })
      if (added) setRecord(added.out)
      return added !== null
    },
    addPhoto: async (input: Omit<AskIn<'record.photo'>, 'id'>): Promise<boolean> => {
      const added = await photo.run({ id, ...input })
      if (added) setRecord(added.out)
      return added !== null
    },
  }
}
