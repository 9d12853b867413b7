/** A program that writes. `startTime` tells it apart from a later one with the same pid (clock ticks or any stable text). */
export type WriterProcess = {
  pid: number
  parentPid: number
  startTime: string
  name: string
  executable: string | null
}

/** How often a program was seen to write during the look. */
export type Writing = { process: WriterProcess; bytes: number; times: number; inFolder: boolean }

/** How one operating system finds and stops programs. */
export type WriterControl = {
  /** Watches for a moment who writes, best suspect first. Never throws; an empty list where nobody was seen. */
  writers: (folder: string) => Promise<Writing[]>
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

/** Suspects, the best first: who has files of the folder open, then who writes most. Pure. */
export const rankWriters = (all: readonly Writing[]): Writing[] =>
  all
    .filter((w) => w.bytes > 0 || w.inFolder)
    .sort((a, b) => Number(b.inFolder) - Number(a.inFolder) || b.bytes - a.bytes)

/** Processes of one program under one parent: an encryptor with several processes. */
export const belongTogether = (a: WriterProcess, b: WriterProcess): boolean =>
  a.name === b.name &&
  a.executable === b.executable &&
  (a.parentPid === b.parentPid || a.parentPid === b.pid || b.parentPid === a.pid)

/**
 * Is it clear who writes? Somebody has files of the folder open, or one program writes ten times as much as all others
 * together (twice seen), or more than all others (three times seen). Pure.
 */
export const isClear = (all: readonly Writing[]): boolean => {
  const total = all.reduce((sum, w) => sum + w.bytes, 0)
  return all.some((w) => {
    if (w.inFolder) return true
    const group = all.filter((x) => belongTogether(x.process, w.process))
    const bytes = group.reduce((sum, x) => sum + x.bytes, 0)
    const times = group.reduce((sum, x) => sum + x.times, 0)
    return (times >= 2 && bytes * 11 >= total * 10) || (times >= 3 && bytes * 2 > total)
  })
}

/**
 * Which of the suspects to stop: the best one, and its equals. Pure.
 * @param own pids that are ours.
 * @param stopped a program that was stopped before: then only its equals are looked for.
 */
export const chooseWriters = (
  suspects: readonly Writing[],
  own: ReadonlySet<number>,
  stopped: WriterProcess | null = null,
): WriterProcess[] => {
  const open = rankWriters(suspects).filter((w) => !isProtected(w.process.name) && !own.has(w.process.pid))
  const best = stopped ?? open[0]?.process
  if (!best) return []
  return open
    .filter((w) => belongTogether(w.process, best))
    .slice(0, 16)
    .map((w) => w.process)
}
