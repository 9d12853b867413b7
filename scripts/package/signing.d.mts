type Settings = {
  win?: { verifyUpdateCodeSignature: false }
  mac?: { notarize: false; identity: '-'; hardenedRuntime: false }
}
export function signing(
  env: Record<string, string | undefined>,
  targets: string[],
): { settings: Settings; unsigned: string[]; empty: string[] }
