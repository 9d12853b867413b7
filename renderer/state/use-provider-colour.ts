import { useEffect } from 'react'
import { profileShades } from '../../main/contract/profile-colour.ts'

const names = ['--main', '--main-over', '--link']

/** Gives buttons and links the provider's colour; null: the app's own. Colours that say how urgent it is never change. */
export const useProviderColour = (colour: string | null): void => {
  useEffect(() => {
    const { style } = document.documentElement
    if (colour === null) {
      for (const name of names) style.removeProperty(name)
      return
    }
    const { light, lightOver, dark, darkOver } = profileShades(colour)
    style.setProperty('--main', `light-dark(${light}, ${dark})`)
    style.setProperty('--main-over', `light-dark(${lightOver}, ${darkOver})`)
    style.setProperty('--link', `light-dark(${light}, ${dark})`)
  }, [colour])
}
