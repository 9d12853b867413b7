import type { Program } from './programs.ts'
import { compareVersions } from './versions.ts'

/** A program of which older versions have a published weak point. */
export type WeakVersion = {
  name: string
  /** Fits the installed name on any system. */
  fits: RegExp
  /** First version without it. */
  fixed: string
  /** Where it is published. */
  source: string
}

/** Programs that offices have, with weak points from the makers' own notices. Versions only ever grow. */
export const weakVersions: readonly WeakVersion[] = [
  { name: '7-Zip', fits: /^7-Zip\b/i, fixed: '25.01', source: 'CVE-2025-55188' },
  { name: 'WinRAR', fits: /^WinRAR\b/i, fixed: '7.13', source: 'CVE-2025-8088' },
  { name: 'AnyDesk', fits: /^AnyDesk\b/i, fixed: '8.0.8', source: 'AnyDesk public statement, 2024-02-02' },
  { name: 'TeamViewer', fits: /^TeamViewer\b/i, fixed: '15.62', source: 'CVE-2025-0065' },
  {
    name: 'Zoom',
    fits: /^Zoom( Workplace|\.us)?\b(?!.*(Outlook|Plugin))/i,
    fixed: '6.3.10',
    source: 'CVE-2025-49457',
  },
  { name: 'Adobe Acrobat', fits: /^Adobe (Acrobat|Reader)\b/i, fixed: '24.1.20604', source: 'APSB24-07' },
  {
    name: 'Java 8',
    fits: /^Java 8 Update\b|^Java\(TM\) SE.* 8\b/i,
    fixed: '8.0.4010.10',
    source: 'Oracle CPU January 2024',
  },
  {
    name: 'Microsoft Teams (old)',
    fits: /^Microsoft Teams classic$|^Teams Machine-Wide Installer$/i,
    fixed: '9999',
    source: 'classic Teams ended 2025-07-01',
  },
]

/** Installed programs that are older than their first mended version. Programs without a version are left out. Pure. */
export const weakPrograms = (
  installed: readonly Program[],
): { name: string; version: string; fixed: string }[] =>
  installed.flatMap(({ name, version }) => {
    const weak = weakVersions.find((w) => w.fits.test(name))
    return weak && version !== null && compareVersions(version, weak.fixed) < 0
      ? [{ name: weak.name, version, fixed: weak.fixed }]
      : []
  })

/** Is it one of the programs that this app knows versions of? */
export const isRated = (name: string): boolean => weakVersions.some((w) => w.fits.test(name))
