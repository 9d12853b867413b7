import { type Closed, type CloseOptions, waitUntilGone, withDefaults } from './close-full-screen.ts'
import { openFreshWindow } from './fresh-window.ts'

/**
 * The way out where the screen cannot be looked at, after the user has agreed: quits every browser of this user, ends those
 * that do not answer within `patience`, and opens an empty window. Counts are of browsers. Rejects never.
 */
export const endBrowsers = async (given: CloseOptions): Promise<Closed> => {
  const options = withDefaults(given)
  const { run, platform, patience, kill } = options
  const running = () => options.running(options).catch(() => [])
  const before = await running()
  const kinds = [...new Set(before.map((b) => b.browser))]
  const task = (kind: string, ...more: string[]) =>
    run.run(
      'taskkill',
      [...more, '/fi', `USERNAME eq ${options.env?.USERNAME ?? process.env.USERNAME}`, '/im', `${kind}.exe`],
      { timeout: 2000 },
    )
  // Without /f, taskkill sends WM_CLOSE to the program's windows.
  if (platform === 'win32') await Promise.all(kinds.map((kind) => task(kind)))
  else for (const { pid } of before) kill(pid, 'SIGTERM')
  const pids = () => before.filter(({ pid }) => kill(pid, 0))
  const stubborn = await waitUntilGone(options, patience, pids)
  for (const { pid } of stubborn) kill(pid, 'SIGKILL')
  const left = stubborn.length > 0 ? await waitUntilGone(options, 500, pids) : []
  const [first] = before
  const reopened =
    first !== undefined && left.length === 0 && (await openFreshWindow(options, first.browser, first.program))
  const count = (list: readonly { browser: string }[]) => new Set(list.map((b) => b.browser)).size
  return {
    closed: kinds.length - count(stubborn),
    ended: count(stubborn),
    left: count(left),
    reopened,
    problem: null,
    browsers: 0,
  }
}
