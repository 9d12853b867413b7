import type { Finding } from '../../contract/alert.ts'
import type { Event, FileEvent } from '../../contract/event.ts'
import type { Detector } from './detector.ts'
import { basenameOf, createRootStory, type Loss, type RootStory } from './ransomware-story.ts'

/** Engineering values; the reasons stand in `docs/benchmarks.md`, "guard". */
const destroyedForAlarm = 5
/** With a ransom note, or one new ending on all of them. */
const destroyedWithHint = 3
/** Nobody works with a canary: the next two files are enough. */
const destroyedWithCanary = 2
/** Documents that a known tool locked or packed away, or that are out of sight, before a "check" is raised. */
const manyForCheck = 10
/** A growing incident is told again no more often than this. */
const updateEvery = 1_000

const millis = (at: string): number => Date.parse(at)

const findingOf = (root: string, story: RootStory, now: number): Finding => {
  const { files, first, last, signals } = story.destroyed(now)
  const folder = basenameOf(root) || root
  const firstFile = basenameOf(files[0] ?? '')
  const lastFile = basenameOf(files.at(-1) ?? '')
  return {
    kind: 'ransomware',
    severity: 'urgent',
    key: `ransomware:${root}`,
    occurredAt: new Date(first).toISOString(),
    lastAt: new Date(last).toISOString(),
    facts: { folder, path: root, count: files.length, firstFile, lastFile },
    evidence: {
      root,
      files: files.slice(0, 20),
      count: files.length,
      firstFile,
      lastFile,
      windowMs: last - first,
      signals,
    },
  }
}

/** What is told as "check" only: locked by a known tool or packed away; out of sight, so that nobody can say. */
const checkFindingOf = (root: string, story: RootStory, what: 'locked' | 'closed', now: number): Finding => {
  const { files, first, last } = story[what](now)
  const kind = `files-${what}`
  return {
    kind,
    severity: 'check',
    key: `${kind}:${root}`,
    occurredAt: new Date(first).toISOString(),
    lastAt: new Date(last).toISOString(),
    facts: { folder: basenameOf(root) || root, path: root, count: files.length },
    evidence: { root, files: files.slice(0, 20), count: files.length, windowMs: last - first },
  }
}

/**
 * Known documents destroyed within a sliding window: urgent. Documents that a known tool has locked or packed away, with the
 * originals gone, or that another account has closed off: at most "check" – unless a ransom note or a touched canary lies
 * beside them.
 */
export const createRansomwareDetector = (): Detector => {
  const stories = new Map<string, RootStory>()
  /** Folders whose story has grown since it was told, but too short ago to tell it again. */
  const owed = new Set<string>()

  const judge = (root: string, story: RootStory, now: number): Finding[] => {
    owed.delete(root)
    const hint = story.hasHint(now)
    const counts = story.counts(now)
    const { destroyed, locked, closed } = counts
    // A tool's own format, or a permission, does not excuse the one who leaves a note or touches a canary.
    const guilty = hint === 'note' || hint === 'canary'
    if (guilty && locked + closed >= destroyedWithHint) story.countAllAsDestroyed()
    const count = guilty ? destroyed + locked + closed : destroyed
    const least = hint === 'canary' ? destroyedWithCanary : hint ? destroyedWithHint : destroyedForAlarm
    const due: Loss[] =
      count >= least
        ? ['destroyed']
        : (['locked', 'closed'] as const).filter((what) => counts[what] >= manyForCheck)
    const amount = (what: Loss) => (what === 'destroyed' ? count : counts[what])
    const told = due.filter((what) => story.mayTell(what, amount(what), now, updateEvery))
    if (due.some((what) => story.owes(what, amount(what)))) owed.add(root)
    return told.map((what) =>
      what === 'destroyed' ? findingOf(root, story, now) : checkFindingOf(root, story, what, now),
    )
  }

  const onFile = (e: FileEvent): Finding[] => {
    const story = stories.get(e.root) ?? createRootStory()
    stories.set(e.root, story)
    const at = millis(e.at)
    if (Number.isNaN(at) || !story.add(e, at)) return []
    return judge(e.root, story, at)
  }

  return {
    id: 'ransomware',
    needs: ['file'],
    onEvent: (event: Event) => (event.category === 'file' ? onFile(event) : []),
    // Everything else that time does (files that no longer count, hints that fade) makes a story weaker.
    wantsTick: () => owed.size > 0,
    onTick: (now) => [...stories].flatMap(([root, story]) => judge(root, story, now)),
  }
}
