import { CannotTell } from '../cannot-tell.ts'
import type { World } from '../world.ts'

/** Security updates that wait, when the list was last fetched, and when anything was last installed (ms). */
export type LinuxUpdates = { waiting: number; lookedAt: number | null; installedAt: number | null }

/**
 * Security updates in `apt list --upgradable`: lines `name/suite,suite version arch [words]`, of which only the words are
 * translated. Debian and Ubuntu name the suite `…-security`. (`apt-get -s dist-upgrade` says the same for three times
 * the work: it also solves the upgrade.) Pure.
 */
export const countSecurityUpdates = (out: string): number =>
  out.split('\n').filter((line) => /^[a-z0-9][^\s/]*\/\S*-security\b\S*\s/i.test(line)).length

const newest = (world: World, folder: string, fits: RegExp): number | null => {
  const times = world
    .names(folder)
    .filter((n) => fits.test(n))
    .map((n) => world.look(`${folder}/${n}`)?.modified ?? 0)
  return times.length > 0 ? Math.max(...times) : null
}

/** Asks apt or dnf about what they already know; nothing is fetched. */
export const linuxUpdates = async (world: World): Promise<LinuxUpdates> => {
  const apt = await world.maybe('apt', ['list', '--upgradable'])
  if (apt) {
    const lookedAt =
      world.look('/var/lib/apt/periodic/update-success-stamp')?.modified ??
      newest(world, '/var/lib/apt/lists', /(InRelease|Release)$/)
    if (lookedAt === null) throw new CannotTell('never-looked')
    return {
      waiting: countSecurityUpdates(apt.out),
      lookedAt,
      installedAt: world.look('/var/lib/dpkg/status')?.modified ?? null,
    }
  }
  // One advisory a line, `FEDORA-2026-… Important/Sec. package`; -C: only what is already here.
  const dnf = await world.tool('dnf', ['-q', '-C', 'updateinfo', 'list', '--security'])
  return {
    waiting: dnf.split('\n').filter((line) => /^[A-Z]+[-A-Z]*-\d{4}[-:]/.test(line)).length,
    lookedAt: newest(world, '/var/cache/dnf', /./) ?? newest(world, '/var/cache/libdnf5', /./),
    installedAt: world.look('/usr/lib/sysimage/rpm/rpmdb.sqlite')?.modified ?? null,
  }
}
