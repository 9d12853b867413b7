/** Electron's main-process module, as types only: every part here is handed what it needs of it, so that tests can too. */
export type ElectronApi = typeof import('electron')
export type WebContents = import('electron').WebContents
