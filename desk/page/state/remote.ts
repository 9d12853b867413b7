import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'
import { ApiError, read } from './api.ts'
import { loadMe, useDesk } from './store.ts'

/** A list that a screen shows: read when the screen opens and when something changed. */
export const useRemote = <T>(
  path: string,
  schema: z.ZodType<T>,
): { data: T | null; reload: () => Promise<void> } => {
  const [data, setData] = useState<T | null>(null)
  const changes = useDesk((s) => s.changes)
  const reload = useCallback(async () => {
    try {
      setData(await read(path, schema))
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) await loadMe()
      else if (!(error instanceof ApiError)) throw error
    }
  }, [path, schema])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change at the desk is the reason to read again
  useEffect(() => void reload(), [reload, changes])
  return { data, reload }
}
