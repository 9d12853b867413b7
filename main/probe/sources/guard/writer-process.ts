/** A program that writes. `startTime` tells it apart from a later one with the same pid (clock ticks or any stable text). */
export type WriterProcess = {
  pid: number
  parentPid: number
  startTime: string
  name: string
  executable: string | null
}

/** What a program was seen to write during a look, which takes several turns of some milliseconds. */
export type Writing = {
  process: WriterProcess
  bytes: number
  /** The turns in which it wrote. */
  turns: readonly number[]
  /** It had a file of the folder open, or works from within it. */
  inFolder: boolean
}

/** One look. `active`: the turns in which something changed in the folder; `turns`: how many there were. */
export type Look = { writings: readonly Writing[]; active: ReadonlySet<number>; turns: number }

/** How one operating system finds and stops programs. */
export type WriterControl = {
  /**
   * Watches for a moment who writes. Never throws; nobody where nobody was seen.
   * @param changes counts what happens in the folder; it never goes back.
   * @param enough ends the look early, when it is clear who it is.
   */
  watch: (folder: string, changes: () => number, enough: (look: Look) => boolean) => Promise<Look>
  /** The process as it is now; null where it has ended. */
  look: (pid: number) => WriterProcess | null | Promise<WriterProcess | null>
  signal: (pid: number, what: 'SIGSTOP' | 'SIGCONT') => void
}

/**
 * Programs that are never stopped: without them the screen, the session, sound, input or the protection itself dies.
 * Our own process and its ancestors are protected by their pid.
 */
const protectedNames = new Set(
  (
    'init systemd systemd-logind systemd-journald systemd-udevd dbus-daemon dbus-broker Xorg Xwayland gnome-shell gdm gdm3 ' +
    'plasmashell kwin_x11 kwin_wayland sddm lightdm xfce4-session xfwm4 cinnamon mate-session sway pipewire wireplumber ' +
    'pulseaudio NetworkManager wpa_supplicant polkitd sshd login agetty cron crond clamd freshclam fcitx5 fcitx ibus-daemon ' +
    'launchd kernel_task WindowServer loginwindow Finder Dock SystemUIServer mds mds_stores mdworker mdworker_shared backupd ' +
    'coreaudiod securityd trustd tccd cloudd bird fileproviderd opendirectoryd XProtect otasuke-tray'
  ).split(' '),
)

/** True for a program that must never be stopped. */
export const isProtected = (name: string): boolean => protectedNames.has(name) || name === ''

/** Processes of one program under one parent: an encryptor with several processes. */
export const belongTogether = (a: WriterProcess, b: WriterProcess): boolean =>
  a.name === b.name &&
  a.executable === b.executable &&
  (a.parentPid === b.parentPid || a.parentPid === b.pid || b.parentPid === a.pid)

type Suspect = { group: readonly Writing[]; weight: number; explained: number }

/** So many turns must have passed where it is not clear at once. */
const patience = 8
/** Who writes at other times than the folder changes is no suspect. */
const leastTime = 0.4

/**
 * How well a program's writing keeps time with the folder's changes: it writes when something changes, and only then;
 * others write at times of their own. A change is noticed in the same turn or the next. Of those that keep time, the
 * one that writes most weighs most; a file of the folder seen open doubles it.
 */
const suspectOf = (group: readonly Writing[], { active }: Look): Suspect => {
  const turns = new Set(group.flatMap((w) => w.turns))
  const fitting = [...turns].filter((t) => active.has(t) || active.has(t + 1)).length
  const explained = [...active].filter((t) => turns.has(t) || turns.has(t - 1)).length
  const time = active.size === 0 ? 0 : (fitting / turns.size) * (explained / active.size)
  const bytes = group.reduce((sum, w) => sum + w.bytes, 0)
  const inFolder = group.some((w) => w.inFolder)
  return { group, explained, weight: time < leastTime ? 0 : bytes * time * (inFolder ? 2 : 1) }
}

/**
 * Whom to try first: the program that keeps time with the folder's changes and writes most then. Pure. Whether it was
 * the right one shows when it stands still (`writer-pause.ts`).
 * @param own pids that are ours, or were tried before.
 * @param stopped a program that was stopped before: then only its equals are looked for.
 */
export const chooseWriters = (
  look: Look,
  own: ReadonlySet<number>,
  stopped: WriterProcess | null = null,
): WriterProcess[] => {
  const open = look.writings.filter((w) => !isProtected(w.process.name) && !own.has(w.process.pid))
  if (stopped) return open.filter((w) => belongTogether(w.process, stopped)).map((w) => w.process)
  const suspects: Suspect[] = []
  for (const w of open) {
    if (suspects.some((s) => s.group.includes(w))) continue
    suspects.push(
      suspectOf(
        open.filter((x) => belongTogether(x.process, w.process)),
        look,
      ),
    )
  }
  const best = suspects.toSorted((a, b) => b.weight - a.weight)[0]
  if (!best || best.weight === 0 || best.explained < 2) return []
  const all = suspects.reduce((sum, s) => sum + s.weight, 0)
  const clear = best.weight >= all * 0.8
  return clear || look.turns >= patience ? best.group.slice(0, 16).map((w) => w.process) : []
}
