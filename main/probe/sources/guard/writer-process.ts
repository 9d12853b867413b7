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

/** Turns of a look: how long each lasts (ms), and how many there are at most. */
export type WatchPace = { interval: number; turns: number }

/** How one operating system finds and stops programs. */
export type WriterControl = {
  /**
   * Watches for a moment who writes. Never throws; nobody where nobody was seen.
   * @param changes counts what happens in the folder; it never goes back.
   * @param enough ends the look early, when it is clear who it is.
   * @param pace other turns than the usual ones, for a writer who comes seldom.
   */
  watch: (
    folder: string,
    changes: () => number,
    enough: (look: Look) => boolean,
    pace?: WatchPace,
  ) => Promise<Look>
  /** Can it watch for minutes, cheaply? */
  patient: boolean
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
    'gdm-session-worker gdm-x-session gdm-wayland-session gnome-session-binary gnome-session-service plasmashell ' +
    'plasma_session startplasma-x11 startplasma-wayland ksmserver kwin_x11 kwin_wayland kwin_wayland_wrapper sddm sddm-helper ' +
    'lightdm greetd xfce4-session xfce4-panel xfdesktop xfwm4 cinnamon cinnamon-session muffin mate-session mate-panel marco ' +
    'lxqt-session lxqt-panel lxsession openbox budgie-wm budgie-panel cosmic-comp cosmic-session sway labwc weston Hyprland i3 ' +
    'xdg-desktop-portal gvfsd gvfsd-fuse dconf-service pipewire pipewire-pulse wireplumber pulseaudio ' +
    'xrdp xrdp-sesman xrdp-chansrv Xvnc NetworkManager wpa_supplicant polkitd sshd sshd-session login agetty cron crond ' +
    'clamd freshclam fcitx5 fcitx ibus-daemon ibus-x11 ibus-engine-mozc mozc_server uim-helper-server uim-xim ' +
    'launchd kernel_task WindowServer loginwindow Finder Dock SystemUIServer mds mds_stores mdworker mdworker_shared backupd ' +
    'coreaudiod securityd trustd tccd cloudd bird fileproviderd opendirectoryd XProtect otasuke-tray'
  ).split(' '),
)

/** Where the system itself lies: a program with a borrowed name in a user's folder is not protected by it. */
const systemPlaces = [
  '/usr/',
  '/bin/',
  '/sbin/',
  '/lib/',
  '/lib64/',
  '/opt/',
  '/snap/',
  '/nix/',
  '/System/',
  '/Library/',
  '/Applications/',
]

/** True for a program that must never be stopped. */
export const isProtected = ({ name, executable }: Pick<WriterProcess, 'name' | 'executable'>): boolean =>
  name === '' ||
  (protectedNames.has(name) &&
    (executable === null ||
      !executable.startsWith('/') ||
      systemPlaces.some((p) => executable.startsWith(p))))

/** Processes of one program under one parent: an encryptor with several processes. */
export const belongTogether = (a: WriterProcess, b: WriterProcess): boolean =>
  a.name === b.name &&
  a.executable === b.executable &&
  (a.parentPid === b.parentPid || a.parentPid === b.pid || b.parentPid === a.pid)

type Suspect = { group: readonly Writing[]; weight: number; explained: number }

/** What it takes to be called the writer. */
export type Proof = {
  /** Turns with changes in which it wrote. */
  explained: number
  /** Share of its writing that keeps time with the changes, and of the changes with it; below, it is no suspect. */
  time: number
  /** So many turns must have passed where it is not clear at once who it is; null: it must be clear. */
  patience: number | null
}
/** A fast writer shows itself when it stands still, so a little is enough. */
const quickProof: Proof = { explained: 2, time: 0.4, patience: 8 }
/** Of one that comes every half minute nobody knows for long whether it was the right one. */
export const slowProof: Proof = { explained: 3, time: 0.6, patience: null }

/** Turns that count as fitting. */
const likelyTurns = ({ active }: Look): number =>
  new Set([...active].flatMap((t) => [t, t - 1]).filter((t) => t >= 0)).size

/** A change is noticed in the turn in which it was made, or in the next. */
const fitsOf =
  ({ active }: Look) =>
  (turn: number): boolean =>
    active.has(turn) || active.has(turn + 1)

/**
 * How well a program's writing keeps time with the folder's changes: it writes when something changes, and only then;
 * others write at times of their own. Of those that keep time, the one that writes most weighs most; a file of the folder seen open doubles it.
 */
const suspectOf = (all: readonly Writing[], look: Look, proof: Proof): Suspect => {
  const { active } = look
  const fits = fitsOf(look)
  // Who writes all the time fits by chance: so much of its writing would.
  const chance = proof.patience === null ? likelyTurns(look) / look.turns : 0
  const isClear = (share: number) => share > 0 && (share - chance) / (1 - chance) >= proof.time
  // Two scripts of one interpreter may have nothing to do with each other: those that write at other times are not of it.
  const group = all.filter((w) => isClear(w.turns.filter(fits).length / w.turns.length))
  const turns = new Set(group.flatMap((w) => w.turns))
  const fitting = [...turns].filter(fits).length
  const explained = [...active].filter((t) => turns.has(t) || turns.has(t - 1)).length
  const time = group.length === 0 ? 0 : (fitting / turns.size) * (explained / active.size)
  const bytes = group.reduce((sum, w) => sum + w.bytes, 0)
  const inFolder = group.some((w) => w.inFolder)
  return { group, explained, weight: isClear(time) ? bytes * time * (inFolder ? 2 : 1) : 0 }
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
  proof: Proof = quickProof,
): WriterProcess[] => {
  const open = look.writings.filter((w) => !isProtected(w.process) && !own.has(w.process.pid))
  if (stopped) {
    const fits = fitsOf(look)
    return open.filter((w) => belongTogether(w.process, stopped) && w.turns.some(fits)).map((w) => w.process)
  }
  const suspects: Suspect[] = []
  const considered = new Set<Writing>()
  for (const w of open) {
    if (considered.has(w)) continue
    const equals = open.filter((x) => belongTogether(x.process, w.process))
    for (const x of equals) considered.add(x)
    suspects.push(suspectOf(equals, look, proof))
  }
  const best = suspects.toSorted((a, b) => b.weight - a.weight)[0]
  if (!best || best.weight === 0 || best.explained < proof.explained) return []
  const all = suspects.reduce((sum, s) => sum + s.weight, 0)
  const clear = best.weight >= all * 0.8
  return clear || (proof.patience !== null && look.turns >= proof.patience)
    ? best.group.slice(0, 16).map((w) => w.process)
    : []
}
