// biome-ignore lint/suspicious/noExplicitAny: what comes back is what the tests look at
export type Answer = { status: number; body: any }

/** An operator's browser without a screen: cookie, CSRF token, JSON. */
export type TestOperator = {
  get: (path: string) => Promise<Answer>
  post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  cookie: string
  csrf: string
}

const bodyOf = async (res: Response): Promise<unknown> => {
  const text = await res.text()
  return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text
}

/** With a session cookie: reads the session's CSRF token and goes to work. */
export const operatorWith = async (url: string, cookie: string): Promise<TestOperator> => {
  const get = async (path: string) => {
    const res = await fetch(`${url}${path}`, { headers: { cookie } })
    return { status: res.status, body: await bodyOf(res) }
  }
  const { body } = await get('/operator/api/me')
  const { csrf } = (body as { me: { csrf: string } }).me
  return {
    get,
    cookie,
    csrf,
    async post(path, json = {}, headers = {}) {
      const res = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(json),
      })
      return { status: res.status, body: await bodyOf(res) }
    },
  }
}

/** Opens a practice desk's one-time link. */
export const openLink = async (link: string): Promise<TestOperator> => {
  const res = await fetch(link, { redirect: 'manual' })
  const cookie = res.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`the link gave no session (status ${res.status})`)
  return operatorWith(new URL(link).origin, cookie)
}
