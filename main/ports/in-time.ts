/** What the work gives, or null when it has given nothing within `limit` ms; the work itself goes on. Rejects as the work does in time. */
export const inTime = async <T>(work: Promise<T>, limit: number): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limit)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
