import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One line of `Exec`: quotes, backslashes, `$` and backticks need a backslash, and `%` is doubled. Pure. */
const quoted = (program: string): string => `"${program.replace(/["\\$`]/g, '\\$&').replaceAll('%', '%%')}"`

/** Text of a freedesktop.org entry; `lines`: what this kind of entry says besides. Pure. */
export const desktopEntry = (
  name: string,
  program: string,
  { args = '', lines = [] }: { args?: string; lines?: readonly string[] } = {},
): string =>
  `${['[Desktop Entry]', 'Type=Application', `Name=${name}`, `Exec=${quoted(program)}${args && ` ${args}`}`, 'Terminal=false', ...lines].join('\n')}\n`

export type StartMenuOptions = {
  name: string
  program: string
  /** `$XDG_DATA_HOME/applications`. */
  applications: string
  /** The app's icon; copied out of the archive, which a menu cannot read. */
  icon: string
  dataFolder: string
}

/**
 * The app's own entry in a Linux start menu, for a copy that no package has installed: where no tray shows, it is the way
 * back to the window. `TryExec` hides it when the file is gone. Writes only what differs; throws where the disk refuses.
 */
export const keepStartMenuEntry = (options: StartMenuOptions): void => {
  const { name, program, applications, icon, dataFolder } = options
  const image = join(dataFolder, 'icon.png')
  const lines = [`TryExec=${program}`, `Icon=${image}`, 'Categories=Office;', 'StartupWMClass=otasuke-tray']
  const text = desktopEntry(name, program, { lines })
  const file = join(applications, 'otasuke-tray.desktop')
  try {
    if (readFileSync(file, 'utf8') === text) return
  } catch {
    // Not there yet.
  }
  mkdirSync(applications, { recursive: true })
  copyFileSync(icon, image)
  writeFileSync(file, text)
}
