import { type Behaviour, of } from './behaviours.ts'

/**
 * Our own variations of the published behaviours: other kinds of files, other ways to write, other moments. The guard must
 * find them all.
 */
export const variants: readonly Behaviour[] = [
  of('V01', 100, 'alpha', 'rename+inplace', 'full', { ending: '.locked' }),
  of('V02', 100, 'random', 'copy-elsewhere+unlink', 'full', { ending: '.enc' }),
  of('V03', 100, 'random', 'truncate', 'full'),
  of('V04', 100, 'random', 'replace', 'full'),
  of('V05', 20, 'random', 'mapped', 'full', { tools: ['python3'] }),
  of('V06', 100, 'directory', 'move-folder+inplace', 'full'),
  of('V07', 10, 'random', 'process-each', 'full'),
  of('V08', 100, 'random', 'inplace', 'footer'),
  of('V09', 100, 'random', 'inplace', 'forged'),
  of('V10', 100, 'random', 'inplace', 'zip-data', { corpus: 'archives' }),
  of('V11', 50, 'random', 'inplace', 'dressed'),
  of('V12', 100, 'random', 'copy+unlink', 'some-blocks', { ending: '.partial' }),
  of('V13', 100, 'random', 'inplace', 'full', { corpus: 'small' }),
  of('V14', 100, 'random', 'inplace', 'alternate-16', { corpus: 'small' }),
  of('V15', 100, 'random', 'inplace', 'full', { corpus: 'business' }),
  of('V16', 100, 'random', 'inplace+rename', 'first-4k', { corpus: 'business', ending: '.crypt' }),
  of('V17', 2, 'random', 'inplace', 'first-4k', { corpus: 'large' }),
  of('V18', 50, 'random', 'inplace', 'full', { corpus: 'awkward' }),
  of('V19', 100, 'random', 'inplace', 'full', { early: true }),
  of('V20', 100, 'random', 'inplace+rename', 'full', { early: true, ending: '.locked' }),
  of('V21', 300, 'directory', 'inplace', 'full', { processes: 16 }),
  of('V22', 20, 'random', 'inplace', 'zeros', { patience: 30 }),
  of('V23', 100, 'directory', 'inplace', 'full', {
    note: { name: 'お読みください.txt', when: 'before', where: 'each-directory' },
  }),
  of('V24', 50, 'random', 'replace', 'full', { closes: 'file' }),
  of('V25', 50, 'random', 'inplace', 'full', { closes: 'file' }),
  of('V26', 50, 'random', 'copy+unlink', 'full', { closes: 'file', ending: '.locked' }),
  of('V27', 50, 'random', 'rename+inplace', 'full', { closes: 'file', ending: '.locked' }),
  of('V28', 50, 'random', 'inplace', 'full', { closes: 'and-times', least: 'check' }),
  of('V29', 50, 'random', 'pipe', 'full', { tools: ['mkfifo'] }),
  of('V30', 50, 'random', 'link', 'full', { closes: 'file', ending: '.locked' }),
  of('V31', 50, 'random', 'move-away', 'full', { least: 'check' }),
]

/** Attacks and loads that close files. Root may read everything, so they are run as another user. */
const closing: ReadonlySet<string> = new Set(['V24', 'V25', 'V26', 'V27', 'V28', 'V30', 'V31', 'B20', 'B21'])

/** Must this one be run as a user who is not root? */
export const needsOtherUser = (id: string): boolean => closing.has(id) && process.getuid?.() === 0
