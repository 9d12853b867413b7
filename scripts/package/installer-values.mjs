import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { root } from '../setup.mjs'

const quote = (text) => `"${text.replace(/\$/g, '$$$$').replace(/"/g, '$\\"')}"`

/** Every file and folder below `folder`, deepest first. */
const installed = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((e) => ({
      path: relative(folder, join(e.parentPath, e.name)).split(sep).join('\\'),
      directory: e.isDirectory(),
    }))
    .sort((a, b) => b.path.split('\\').length - a.path.split('\\').length || a.path.localeCompare(b.path))

/**
 * What the installer's script needs besides electron-builder's definitions: where the files lie, its sentences in both
 * languages, and the exact list that the uninstaller removes. UTF-8 with a byte order mark, as makensis wants it.
 */
export const installerValues = (appFiles, publisher) => {
  const texts = (language) =>
    JSON.parse(readFileSync(join(root, `assets/texts/${language}/installer.json`), 'utf8')).installer
  const languages = [
    ['ja', 'Japanese', 'LANG_JAPANESE'],
    ['en', 'English', 'LANG_ENGLISH'],
  ]
  const lines = [
    `!define APP_FILES ${quote(join(appFiles, '*.*'))}`,
    `!define PUBLISHER ${quote(publisher)}`,
    ...languages.map(([, name]) =>
      `LoadLanguageFile "\${NSISDIR}\\Contrib\\Language files\\${name}.nlf"`.replaceAll('\\', sep),
    ),
    ...languages.flatMap(([code, , id]) =>
      Object.entries(texts(code)).map(([key, text]) => `LangString ${key} \${${id}} ${quote(text)}`),
    ),
    '!macro removeInstalled',
    ...installed(appFiles).map(
      ({ path, directory }) => `  ${directory ? 'RMDir' : 'Delete'} "$INSTDIR\\${path}"`,
    ),
    '!macroend',
  ]
  return `\uFEFF${lines.join('\n')}\n`
}
