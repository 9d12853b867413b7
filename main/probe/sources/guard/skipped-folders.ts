/** Folders of machines, not of people: no document of the office lies in them, and they change all the time. */
const names = new Set([
  'node_modules',
  '.git',
  '.svn',
  '.hg',
  '.cache',
  '__pycache__',
  '.venv',
  '.Trash',
  '.Trashes',
  '.Spotlight-V100',
  '.fseventsd',
  '$RECYCLE.BIN',
  'System Volume Information',
])

/** True for a folder name that the guard does not go into. */
export const isSkippedFolder = (name: string): boolean => names.has(name) || name.startsWith('.Trash-')
