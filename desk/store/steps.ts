import { deskUpdateSchema } from '../../main/contract/desk.ts'
import type { Queries } from '../database/store.ts'
import type { Step } from '../operator/contract.ts'

/** What the desk did with a request, oldest first: out of what its PC was told. */
export const stepsOf = async (db: Queries, deviceId: string, requestId: string): Promise<Step[]> => {
  const rows = await db
    .selectFrom('device_update')
    .select('data')
    .where('device_id', '=', deviceId)
    .where('request_id', '=', requestId)
    .orderBy('cursor')
    .limit(1000)
    .execute()
  return rows
    .map(({ data }) => deskUpdateSchema.parse(JSON.parse(data)))
    .flatMap((u): Step[] => {
      if (u.type === 'status') return [{ at: u.at, what: u.status, who: '' }]
      return u.type === 'engineer' ? [{ at: u.at, what: 'engineer', who: u.engineer.name }] : []
    })
}
