import type { Platform } from '../check.ts'
import type { Program } from './programs.ts'
import { compareVersions } from './versions.ts'

/** A program of which older versions have a published weak point. */
export type WeakVersion = {
  name: string
  /** Fits the installed name. */
  fits: RegExp
  /** First version without it. */
  fixed: string
  /** Older lines that the maker mended too; a line is known by its first two numbers. */
  alsoFixed?: readonly string[]
  /** Where it is published. */
  source: string
  /** Systems that the notice names; all where it is missing. */
  on?: readonly Platform[]
}

/**
 * Programs that offices have. Compared on 2026-11-23 with the makers' own records in the CVE list (cve.org) or, where
 * named, their notices; AnyDesk's of 2024 and the end of the old Teams could not be looked up again. Only what a notice says is said: a newer version may be out, an older notice does not count.
 */
export const weakVersions: readonly WeakVersion[] = [
  // 7-zip.org, history of 26.03: the mark of files from the internet was lost.
  { name: '7-Zip', fits: /^7-Zip\b/i, fixed: '26.03', source: 'CVE-2026-58052' },
  { name: 'WinRAR', fits: /^WinRAR\b/i, fixed: '7.13', source: 'CVE-2025-8088', on: ['win32'] },
  {
    name: 'AnyDesk',
    fits: /^AnyDesk\b/i,
    fixed: '8.0.8',
    alsoFixed: ['7.0.15'],
    source: 'AnyDesk public statement, 2024-02-02',
    on: ['win32'],
  },
  {
    name: 'TeamViewer',
    fits: /^TeamViewer\b/i,
    fixed: '15.83',
    alsoFixed: ['15.64.10', '14.7.48868', '13.2.154007'],
    source: 'CVE-2026-111585, CVE-2026-92374',
  },
  {
    name: 'Zoom',
    fits: /^Zoom( Workplace|\.us)?\b(?!.*(Outlook|Plugin))/i,
    fixed: '7.0.0',
    source: 'CVE-2026-53412',
    on: ['win32'],
  },
  {
    name: 'Adobe Acrobat',
    fits: /^Adobe (Acrobat|Reader)\b/i,
    fixed: '26.1.21431',
    alsoFixed: ['24.1.30365'],
    source: 'CVE-2026-34626',
  },
  {
    name: 'Java 8',
    fits: /^Java 8 Update\b|^Java\(TM\) SE.* 8\b/i,
    // 8u503 is named as affected; Windows shows it as 8.0.5030.
    fixed: '8.0.5031',
    source: 'CVE-2026-83400',
    on: ['win32'],
  },
  {
    name: 'Microsoft Teams (old)',
    fits: /^Microsoft Teams classic$|^Teams Machine-Wide Installer$/i,
    fixed: '9999',
    source: 'classic Teams ended 2025-07-01 (learn.microsoft.com)',
  },
]

const line = (version: string) =>
  version
    .split(/[^0-9]+/)
    .slice(0, 2)
    .map(Number)
    .join('.')

const ratingOf = (name: string, platform: Platform): WeakVersion | undefined =>
  weakVersions.find((w) => w.fits.test(name) && (w.on?.includes(platform) ?? true))

/** Installed programs that are older than their first mended version. Programs without a version are left out. Pure. */
export const weakPrograms = (
  installed: readonly Program[],
  platform: Platform,
): { name: string; version: string; fixed: string }[] =>
  installed.flatMap(({ name, version }) => {
    const weak = ratingOf(name, platform)
    if (!weak || version === null) return []
    const fixed = weak.alsoFixed?.find((f) => line(f) === line(version)) ?? weak.fixed
    return compareVersions(version, fixed) < 0 ? [{ name: weak.name, version, fixed }] : []
  })

/** Is it one of the programs that this app knows versions of? */
export const isRated = (name: string, platform: Platform): boolean => ratingOf(name, platform) !== undefined
