import { existsSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * What a provider's profile (read from `file`) changes in electron-builder's settings: the app's name for its files, the
 * profile and its mark beside the app, and who stands behind the package. Gives them and whether the profile is signed.
 */
export const providerSettings = (file, profile) => {
  const signed = existsSync(`${file}.sig`)
  // A comma or bracket would end the name in a .deb's list of fields.
  const keeper = profile.operator.replace(/[<>,\s]+/g, ' ').trim()
  const settings = {
    extraResources: [
      { from: file, to: 'profile.yaml' },
      ...(signed ? [{ from: `${file}.sig`, to: 'profile.yaml.sig' }] : []),
      // The licensed mark of the papers lies beside the profile, as where it was read.
      ...(profile.markImage ? [{ from: profile.markImage, to: basename(profile.markImage) }] : []),
    ],
    nsis: { artifactName: `Otasuke-Tray-${profile.id}-Setup-\${version}.exe` },
    artifactName: `Otasuke-Tray-${profile.id}-\${version}-\${os}-\${arch}.\${ext}`,
    extraMetadata: {
      // Windows shows it in the list of programs, beside the app's own name.
      author: { name: profile.operator },
      ...(profile.desk.url ? { homepage: profile.desk.url } : {}),
    },
    // A .deb must give an address; one that nobody has stated is not invented.
    linux: { maintainer: `${keeper} <${profile.desk.email ?? 'no-address@example.invalid'}>` },
  }
  return { settings, signed }
}
