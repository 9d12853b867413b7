const names = [
  'WIN_CSC_LINK',
  'WIN_CSC_KEY_PASSWORD',
  'CSC_LINK',
  'CSC_KEY_PASSWORD',
  'APPLE_ID',
  'APPLE_APP_SPECIFIC_PASSWORD',
  'APPLE_TEAM_ID',
]

/**
 * How the systems `targets` (`win`, `mac`, `linux`) are signed, by the variables in `env`. Gives electron-builder's
 * `settings`, the `unsigned` systems, and the `empty` variables: a workflow sets a secret that nobody gave to '', which
 * electron-builder takes for a file's name. Pure.
 */
export const signing = (env, targets) => {
  const signed = { win: Boolean(env.WIN_CSC_LINK || env.CSC_LINK), mac: Boolean(env.CSC_LINK), linux: false }
  return {
    settings: {
      ...(signed.win ? {} : { win: { verifyUpdateCodeSignature: false } }),
      // An Apple processor starts nothing that has no signature at all: `-` signs without a name, as compilers do. The
      // hardened runtime would then refuse to load Electron's own libraries.
      ...(signed.mac ? {} : { mac: { notarize: false, identity: '-', hardenedRuntime: false } }),
    },
    unsigned: targets.filter((system) => !signed[system]),
    empty: names.filter((name) => env[name] === ''),
  }
}
