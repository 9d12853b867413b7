import { hashSecret, newSecret } from '../secrets.ts'

/** Links that open the page once. They live as long as the process and are never stored. */
export type OneTimeLinks = {
  make: () => string
  /** True the first time, false ever after. */
  use: (token: string) => boolean
  /** What it was used for did not work out: it may be used again. */
  giveBack: (token: string) => void
}

// Old links beyond this are dropped, so that asking for links cannot fill the memory.
const kept = 50

export const createOneTimeLinks = (): OneTimeLinks => {
  const open = new Set<string>()
  return {
    make() {
      const token = newSecret()
      if (open.size >= kept) open.delete(open.values().next().value!)
      open.add(hashSecret(token))
      return token
    },
    use: (token) => open.delete(hashSecret(token)),
    giveBack: (token) => void open.add(hashSecret(token)),
  }
}
