/** Each a list, or why it could not be read. */
export type SystemState = Record<'programs' | 'connections' | 'users', unknown>

/**
 * What runs and who talks to whom at this moment, for an engineer. One look costs 50–500 ms, so it is taken only when a
 * person asks. A part that cannot be read holds its reason instead.
 */
export const systemState = async (): Promise<SystemState> => {
  // Loaded only when a person asks: an app that only watches need not hold it.
  const { default: si } = await import('systeminformation')
  const read = async (look: () => Promise<unknown>) =>
    look().catch((error: unknown) => ({ notReadable: String(error) }))
  const [programs, connections, users] = await Promise.all([
    read(async () =>
      (await si.processes()).list.map(({ pid, parentPid, name, path, user, started }) => ({
        pid,
        parentPid,
        name,
        path,
        user,
        started,
      })),
    ),
    read(async () =>
      (await si.networkConnections()).map(
        ({ protocol, localAddress, localPort, peerAddress, peerPort, state, pid, process: program }) => ({
          protocol,
          localAddress,
          localPort,
          peerAddress,
          peerPort,
          state,
          pid,
          program,
        }),
      ),
    ),
    read(async () =>
      (await si.users()).map(({ user, tty, date, time, ip }) => ({ user, tty, date, time, ip })),
    ),
  ])
  return { programs, connections, users }
}
