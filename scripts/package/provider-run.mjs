import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node24, root } from '../setup.mjs'

const wanted = {
  operator: '見本商工会議所',
  service: '見本お助け隊',
  colour: '#7a1f5c',
  markImage: 'mark.png',
  desk: { url: 'https://desk.example.jp/', phone: '06-0000-0000', email: 'desk@example.jp' },
}
const updates = 'https://updates.example.jp/otasuke'

/**
 * Runs the command that makes a provider's own package (`npm run package -- --profile FILE`) for Linux with the stand-in,
 * and reads the profile as the packaged app reads it. Gives what is not as the profile says; empty: all is.
 */
export const packForProvider = async (standIn, resources) => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-provider-'))
  try {
    const file = join(folder, 'provider.yaml')
    // YAML reads JSON too.
    writeFileSync(file, JSON.stringify({ schema: 1, id: 'sample', ...wanted }))
    copyFileSync(join(root, 'assets/icons/icon.png'), join(folder, wanted.markImage))
    const args = ['--profile', file, '--updates', updates, '--linux', '--dir']
    const run = spawnSync(node24(), [join(root, 'scripts/package.mjs'), ...args], {
      env: { ...process.env, OTASUKE_ELECTRON_DIST: standIn, ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
      encoding: 'utf8',
    })
    if (run.status !== 0) return [`${run.stdout}${run.stderr}`.slice(-2000)]
    const { readPackagedProfile } = await import('../../main/hosts/electron/packaged-profile.ts')
    const profile = readPackagedProfile({ resources, dataFolder: folder, publicKey: '' })
    const { markImage, desk, ...rest } = wanted
    const facts = {
      ...rest,
      ...desk,
      mark: join(resources, markImage),
      updates: `url: ${updates}`,
      says: 'NOT SIGNED',
      maintainer: '見本商工会議所 <desk@example.jp>',
      homepage: 'https://desk.example.jp/',
    }
    const settings = JSON.parse(readFileSync(join(root, 'dist/.builder.json'), 'utf8'))
    const update = readFileSync(join(resources, 'app-update.yml'), 'utf8')
    const found = {
      ...profile,
      ...profile?.desk,
      mark: profile?.markImage,
      updates: update.split('\n').find((line) => line.startsWith('url:')),
      says: /NOT SIGNED/.exec(run.stdout)?.[0],
      maintainer: settings.linux.maintainer,
      homepage: settings.extraMetadata.homepage,
    }
    return Object.entries(facts).flatMap(([name, value]) =>
      found[name] === value ? [] : [`${name} is ${found[name]}, not ${value}`],
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
