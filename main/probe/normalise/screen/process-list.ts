import { isBrowser } from './windows-on-screen.ts'

type Row = { pid: number; browser: string; program: string | null }

/** Browsers in `ps -o pid=,comm=` of macOS, where comm is the whole path; their helpers have names of their own. Pure. */
export const readProcessList = (output: string): Row[] =>
  [...output.matchAll(/^ *(\d+) +(\/.*)$/gm)].flatMap(([, pid, program = '']) => {
    const browser = (program.split('/').at(-1) ?? '').toLowerCase()
    return isBrowser(browser) ? [{ pid: Number(pid), browser, program }] : []
  })

/** Browsers in `tasklist /fo csv /nh` of Windows: the first two columns are the same in every language. Pure. */
export const readTaskList = (output: string): Row[] =>
  [...output.matchAll(/^"([^"]+)\.exe","(\d+)",/gim)].flatMap(([, name = '', pid]) =>
    isBrowser(name) ? [{ pid: Number(pid), browser: name.toLowerCase(), program: null }] : [],
  )
