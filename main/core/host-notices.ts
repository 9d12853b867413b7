import type { Handlers } from '../contract/api.ts'
import { toFailure } from '../contract/failure.ts'
import type { NewChange } from '../contract/state.ts'

/** What the app has to say of itself on every page: a damaged file, a full disk. */
export type HostNotices = {
  say: (code: string, params?: Record<string, string | number>) => void
  /** Something could not be stored: says why, as far as it is known. */
  trouble: (error: unknown) => void
  handlers: Pick<Handlers, 'notice.dismiss'>
}

/** The same thing said twice is one notice. */
export const createHostNotices = (change: (change: NewChange) => void, now: () => string): HostNotices => {
  const say: HostNotices['say'] = (code, params = {}) =>
    change({
      type: 'notice',
      notice: { id: `${code}:${Object.values(params).join(':')}`, at: now(), code, params },
    })
  return {
    say,
    trouble(error) {
      const { code } = toFailure(error)
      say(code === 'disk-full' ? code : 'not-stored')
    },
    handlers: {
      'notice.dismiss'({ id }) {
        change({ type: 'notice-gone', id })
        return null
      },
    },
  }
}
