import type { Corpus } from './variant-corpus.ts'

/** How a simulated attack behaves: parameters only. The same numbers as the project's list of behaviours. */
export type Behaviour = {
  id: string
  order: 'random' | 'alpha' | 'largest' | 'smallest' | 'directory'
  /** Files a second, all processes together. */
  rate: number
  op:
    | 'inplace'
    | 'inplace+rename'
    | 'copy+unlink'
    | 'archive+unlink'
    // Those of `variants.ts`:
    | 'rename+inplace'
    | 'copy-elsewhere+unlink'
    | 'truncate'
    | 'replace'
    | 'mapped'
    | 'move-folder+inplace'
    | 'process-each'
    | 'pipe'
    | 'link'
    | 'move-away'
  pattern:
    | 'full'
    | 'alternate-64k'
    | 'alternate-16'
    | 'first-4k'
    | 'skip-4k'
    | 'some-blocks'
    | 'base64'
    | 'substitute'
    | 'footer'
    | 'forged'
    | 'zip-data'
    | 'dressed'
    | 'zeros'
  /** New ending; null keeps the name. */
  ending: string | null
  note: { name: string; when: 'before' | 'after'; where: 'each-directory' | 'once' } | null
  processes: number
  /** Reaches the files through another mount of the same folder. */
  mounted: boolean
  /** Files that are made for it; default: the usual documents. */
  corpus?: Corpus
  /** It has begun before the guard starts for the very first time. */
  early?: boolean
  /** Seconds that the guard is given after the last file. */
  patience?: number
  /** It takes the permission to read away from what it has destroyed; with `and-times` it puts the times back too. */
  closes?: 'file' | 'and-times'
  /** What is enough; default: urgent. */
  least?: 'check'
  /** Programs it needs. */
  tools?: readonly string[]
}

export const of = (
  id: string,
  rate: number,
  order: Behaviour['order'],
  op: Behaviour['op'],
  pattern: Behaviour['pattern'],
  more: Partial<Behaviour> = {},
): Behaviour => ({
  id,
  rate,
  order,
  op,
  pattern,
  ending: null,
  note: null,
  processes: 1,
  mounted: false,
  ...more,
})

const note = (name: string, when: 'before' | 'after', where: 'each-directory' | 'once') => ({
  name,
  when,
  where,
})

export const behaviours: readonly Behaviour[] = [
  of('S01', 50, 'random', 'inplace', 'full'),
  of('S02', 200, 'alpha', 'inplace+rename', 'full', {
    ending: '.locked',
    note: note('README_RESTORE.txt', 'after', 'each-directory'),
  }),
  of('S03', 200, 'random', 'copy+unlink', 'full', {
    ending: '.enc',
    note: note('HOW_TO_DECRYPT.html', 'after', 'once'),
  }),
  of('S04', 200, 'largest', 'inplace', 'alternate-64k'),
  of('S05', 100, 'alpha', 'inplace+rename', 'alternate-16', {
    ending: '.lockfile',
    note: note('info.hta', 'after', 'once'),
  }),
  of('S06', 500, 'random', 'inplace+rename', 'first-4k', {
    ending: '.x7q2k',
    note: note('RECOVER-x7q2k.txt', 'before', 'each-directory'),
  }),
  of('S07', 50, 'directory', 'inplace', 'skip-4k'),
  of('S08', 100, 'random', 'inplace', 'some-blocks'),
  of('S09', 50, 'smallest', 'copy+unlink', 'base64', { ending: '.b64' }),
  of('S10', 0.033, 'random', 'inplace', 'full'),
  of('S11', 500, 'directory', 'inplace+rename', 'full', {
    ending: '.id[C4F1].[mail@example.invalid].wall',
    note: note('info-decrypt.txt', 'after', 'each-directory'),
    processes: 8,
  }),
  of('S12', 100, 'directory', 'archive+unlink', 'full', {
    ending: '.7z',
    note: note('HOW_TO_RECOVER.txt', 'after', 'once'),
  }),
  of('S13', 100, 'random', 'inplace', 'substitute'),
  of('S14', 100, 'alpha', 'inplace+rename', 'full', {
    ending: '.crypt',
    note: note('RESTORE_FILES.txt', 'after', 'each-directory'),
    mounted: true,
  }),
]
