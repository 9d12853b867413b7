/** Where things lie on this PC. All absolute. */
export type Paths = {
  /** The app's own folder: settings, database, bookmarks, log. Created with mode 0700. */
  data: string
  home: string
  /** Folders that people keep documents in (Documents, Desktop, Pictures, …), as the OS names them; only existing ones. */
  documents: readonly string[]
}
