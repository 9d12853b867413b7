type Profile = {
  id: string
  operator: string
  markImage: string | null
  desk: { url: string | null; email: string | null }
}
export function providerSettings(
  file: string,
  profile: Profile,
): {
  settings: {
    extraResources: { from: string; to: string }[]
    nsis: { artifactName: string }
    artifactName: string
    extraMetadata: { author: { name: string }; homepage?: string }
    linux: { maintainer: string }
  }
  signed: boolean
}
