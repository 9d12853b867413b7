import pg from 'pg'

/** Looks every 50 ms at what PostgreSQL's busy connections wait for; `stop` tells the shares, largest first. */
export const watchWaits = async (url: string): Promise<{ stop: () => Promise<Record<string, number>> }> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const seen = new Map<string, number>()
  let over = false
  const looking = (async () => {
    while (!over) {
      const { rows } = await client.query<{ wait: string; n: number }>(
        `SELECT coalesce(wait_event_type || ':' || wait_event, 'running') AS wait, count(*)::int AS n
         FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
         AND coalesce(wait_event, '') <> 'ClientRead' GROUP BY 1`,
      )
      for (const { wait, n } of rows) seen.set(wait, (seen.get(wait) ?? 0) + n)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  return {
    async stop() {
      over = true
      await looking
      await client.end()
      const all = [...seen.values()].reduce((a, b) => a + b, 0)
      const shares = [...seen].sort((a, b) => b[1] - a[1]).slice(0, 5)
      return Object.fromEntries(shares.map(([wait, n]) => [wait, Number((n / all).toFixed(2))]))
    },
  }
}
