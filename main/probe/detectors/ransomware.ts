import type { Finding } from '../../contract/alert.ts'
import type { Event, FileEvent } from '../../contract/event.ts'
import type { Detector } from './detector.ts'
import { basenameOf, createRootStory, type RootStory } from './ransomware-story.ts'

/** Engineering values; the reasons stand in `docs/benchmarks.md`, "guard". */
const destroyedForAlarm = 5
/** With a ransom note, or one new ending on all of them. */
const destroyedWithHint = 3
/** Nobody works with a canary: the next two files are enough. */
const destroyedWithCanary = 2
/** Documents that a known tool locked or packed away before a "check" is raised. */
const lockedForCheck = 10
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

const lockedFindingOf = (root: string, story: RootStory, now: number): Finding => {
  const { files, first, last } = story.locked(now)
  return {
    kind: 'files-locked',
    severity: 'check',
    key: `files-locked:${root}`,
    occurredAt: new Date(first).toISOString(),
    lastAt: new Date(last).toISOString(),
    facts: { folder: basenameOf(root) || root, path: root, count: files.length },
    evidence: { root, files: files.slice(0, 20), count: files.length, windowMs: last - first },
  }
}

/**
 * Known documents destroyed within a sliding window: urgent. Documents that a known tool has locked or packed away,
 * with the originals gone: at most "check" – unless a ransom note or a touched canary lies beside them.
 */
export const createRansomwareDetector = (): Detector => {
  const stories = new Map<string, RootStory>()
  /** Folders whose story has grown since it was told, but too short ago to tell it again. */
  const owed = new Set<string>()

  const judge = (root: string, story: RootStory, now: number): Finding[] => {
    owed.delete(root)
    const hint = story.hasHint(now)
    const { destroyed, locked } = story.counts(now)
    // A tool's own format does not excuse the one who leaves a note or touches a canary.
    const guilty = hint === 'note' || hint === 'canary'
    if (guilty && locked >= destroyedWithHint) story.countLockedAsDestroyed()
    const count = guilty ? destroyed + locked : destroyed
    const least = hint === 'canary' ? destroyedWithCanary : hint ? destroyedWithHint : destroyedForAlarm
    if (count >= least && story.mayTell('destroyed', count, now, updateEvery))
      return [findingOf(root, story, now)]
    if (count < least && locked >= lockedForCheck && story.mayTell('locked', locked, now, updateEvery))
      return [lockedFindingOf(root, story, now)]
    if (
      count >= least
        ? story.owes('destroyed', count)
        : locked >= lockedForCheck && story.owes('locked', locked)
    )
      owed.add(root)
    return []
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
