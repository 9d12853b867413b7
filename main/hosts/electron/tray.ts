import type { MenuItemConstructorOptions, Tray } from 'electron'
import type { TrayAction, TrayEntry, TrayModel } from '../../present/tray-model.ts'
import type { ElectronApi } from './electron-api.ts'
import { trayIconFile } from './tray-icon.ts'

/** Draws a tray model. */
export type TrayView = {
  draw: (model: TrayModel) => void
  /** Makes the icon anew: a Linux panel that started after the app has not seen the first one. */
  renew: () => void
  destroy: () => void
}

export type TrayViewOptions = {
  electron: Pick<ElectronApi, 'Menu' | 'Tray' | 'nativeTheme'>
  platform: NodeJS.Platform
  /** Folder of the images. */
  assets: string
  onAction: (action: TrayAction) => void
}

const menuItem = (entry: TrayEntry, onAction: (action: TrayAction) => void): MenuItemConstructorOptions => {
  if (entry.kind === 'separator') return { type: 'separator' }
  if (entry.kind === 'status') return { label: entry.label, enabled: false }
  return { label: entry.label, click: () => onAction(entry.action) }
}

export const createTrayView = ({ electron, platform, assets, onAction }: TrayViewOptions): TrayView => {
  const { Menu, Tray, nativeTheme } = electron
  let tray: Tray | null = null
  let last: { model: TrayModel; drawn: string } | null = null
  const icon = (model: TrayModel) =>
    trayIconFile(assets, platform, model.overall, nativeTheme.shouldUseDarkColorsForSystemIntegratedUI)
  const draw = (model: TrayModel) => {
    const file = icon(model)
    // A new menu closes the one that is open under the user's pointer: only when something changed.
    const drawn = JSON.stringify([file, model])
    if (last?.drawn === drawn && tray) return
    last = { model, drawn }
    if (tray === null) {
      tray = new Tray(file)
      tray.on('click', () => onAction({ type: 'page', page: 'home', id: null }))
    } else tray.setImage(file)
    tray.setToolTip(model.tooltip)
    tray.setContextMenu(Menu.buildFromTemplate(model.entries.map((e) => menuItem(e, onAction))))
  }
  const redraw = () => {
    if (last) draw(last.model)
  }
  nativeTheme.on('updated', redraw)
  return {
    draw,
    renew() {
      tray?.destroy()
      tray = null
      redraw()
    },
    destroy() {
      nativeTheme.off('updated', redraw)
      tray?.destroy()
      tray = null
    },
  }
}
