/**
 * Last days of support. Most were compared on 2026-11-23 with Microsoft's lifecycle and release-information pages
 * (learn.microsoft.com/lifecycle, learn.microsoft.com/windows/release-health) as endoflife.date and others quote them.
 * Two sources that differ: the later day counts, so that nobody is called unsupported too early. Without a second
 * source: 26H2 for companies (Microsoft's 36 months), RHEL and CentOS, LTSB 2015.
 */
type WindowsLife = { name: string; home: string; business: string; longTerm?: string; longTermIot?: string }

const windowsClients: Readonly<Record<number, WindowsLife>> = {
  7601: { name: 'Windows 7', home: '2020-01-14', business: '2020-01-14' },
  9600: { name: 'Windows 8.1', home: '2023-01-10', business: '2023-01-10' },
  10240: { name: 'Windows 10 1507', home: '2017-05-09', business: '2017-05-09', longTerm: '2025-10-14' },
  14393: { name: 'Windows 10 1607', home: '2018-04-10', business: '2019-04-09', longTerm: '2026-10-13' },
  17763: { name: 'Windows 10 1809', home: '2020-11-10', business: '2021-05-11', longTerm: '2029-01-09' },
  18362: { name: 'Windows 10 1903', home: '2020-12-08', business: '2020-12-08' },
  18363: { name: 'Windows 10 1909', home: '2021-05-11', business: '2022-05-10' },
  19041: { name: 'Windows 10 2004', home: '2021-12-14', business: '2021-12-14' },
  19042: { name: 'Windows 10 20H2', home: '2022-05-10', business: '2023-05-09' },
  19043: { name: 'Windows 10 21H1', home: '2022-12-13', business: '2022-12-13' },
  19044: {
    name: 'Windows 10 21H2',
    home: '2023-06-13',
    business: '2024-06-11',
    longTerm: '2027-01-12',
    longTermIot: '2032-01-13',
  },
  19045: { name: 'Windows 10 22H2', home: '2025-10-14', business: '2025-10-14' },
  22000: { name: 'Windows 11 21H2', home: '2023-10-10', business: '2024-10-08' },
  22621: { name: 'Windows 11 22H2', home: '2024-10-08', business: '2025-10-14' },
  22631: { name: 'Windows 11 23H2', home: '2025-11-11', business: '2026-11-10' },
  26100: {
    name: 'Windows 11 24H2',
    home: '2026-10-13',
    business: '2027-10-12',
    longTerm: '2029-10-09',
    longTermIot: '2034-10-10',
  },
  26200: { name: 'Windows 11 25H2', home: '2027-10-12', business: '2028-10-10' },
  26300: { name: 'Windows 11 26H2', home: '2028-10-10', business: '2029-10-09' },
  28000: { name: 'Windows 11 26H1', home: '2028-03-14', business: '2029-03-13' },
}
const windowsServers: Readonly<Record<number, { name: string; end: string }>> = {
  7601: { name: 'Windows Server 2008 R2', end: '2020-01-14' },
  9200: { name: 'Windows Server 2012', end: '2023-10-10' },
  9600: { name: 'Windows Server 2012 R2', end: '2023-10-10' },
  14393: { name: 'Windows Server 2016', end: '2027-01-12' },
  17763: { name: 'Windows Server 2019', end: '2029-01-09' },
  20348: { name: 'Windows Server 2022', end: '2031-10-14' },
  25398: { name: 'Windows Server 23H2', end: '2025-10-24' },
  26100: { name: 'Windows Server 2025', end: '2034-10-10' },
}

/**
 * Name and last day (`YYYY-MM-DD`) of a Windows; null where the table does not know it. `productType` is
 * Win32_OperatingSystem's (1: workstation), `edition` the registry's `EditionID`. Paid extended updates are not counted:
 * no value of Windows tells whether they are paid. Pure.
 */
export const windowsEnd = (os: {
  build: number
  productType: number
  edition: string
}): { name: string; end: string | null } => {
  if (os.productType !== 1)
    return windowsServers[os.build] ?? { name: `Windows Server (${os.build})`, end: null }
  const life = windowsClients[os.build]
  if (!life) return { name: `Windows (${os.build})`, end: null }
  const { name, home, business, longTerm, longTermIot = longTerm } = life
  // `EnterpriseS`, `EnterpriseSN`, `IoTEnterpriseS`, `IoTEnterpriseSK`: the long-term channel.
  if (/EnterpriseS/i.test(os.edition))
    return { name: `${name} LTSC`, end: (/^IoT/i.test(os.edition) ? longTermIot : longTerm) ?? null }
  // Pro Education (`ProfessionalEducation`) lives as long as Pro.
  return { name, end: /^(IoT)?Enterprise|^Education/i.test(os.edition) ? business : home }
}

/**
 * Apple publishes no dates; it has mended the newest three major versions. A new one came every September: 11 in
 * 2020 up to 15 in 2024, then named by the next year (26 in 2025). Pure.
 */
export const macSupported = (major: number, now: number): boolean => {
  const date = new Date(now)
  const year = date.getUTCMonth() >= 9 ? date.getUTCFullYear() : date.getUTCFullYear() - 1
  const newest = Array.from({ length: 3 }, (_, i) => year - i).map((y) => (y >= 2025 ? y - 1999 : y - 2009))
  return major >= Math.min(...newest)
}

/**
 * By `ID VERSION_ID` of os-release: Debian with LTS (wiki.debian.org/DebianReleases), Ubuntu's standard support
 * (distro-info-data, ubuntu.com/about/release-cycle), Fedora (fedorapeople.org/groups/schedule; newer ones tell it
 * themselves as `SUPPORT_END`), CentOS and RHEL (access.redhat.com/support/policy/updates/errata).
 */
const linuxLifetimes: Readonly<Record<string, string>> = {
  'debian 9': '2022-07-01',
  'debian 10': '2024-06-30',
  'debian 11': '2026-08-31',
  'debian 12': '2028-06-30',
  'debian 13': '2030-06-30',
  'ubuntu 16.04': '2021-04-30',
  'ubuntu 18.04': '2023-05-31',
  'ubuntu 20.04': '2025-05-31',
  'ubuntu 22.04': '2027-06-01',
  'ubuntu 23.10': '2024-07-12',
  'ubuntu 24.04': '2029-05-31',
  'ubuntu 24.10': '2025-07-10',
  'ubuntu 25.04': '2026-01-17',
  'ubuntu 25.10': '2026-07-31',
  'ubuntu 26.04': '2031-04-30',
  'fedora 39': '2024-11-26',
  'fedora 40': '2025-05-13',
  'fedora 41': '2025-12-15',
  'fedora 42': '2026-05-13',
  'fedora 43': '2026-12-09',
  'rhel 7': '2024-06-30',
  'centos 7': '2024-06-30',
  'centos 8': '2021-12-31',
}

/** Last day of a Linux (`YYYY-MM-DD`); null where the table does not know it. RHEL counts by its first number (`7.9`). Pure. */
export const linuxEnd = (id: string, version: string): string | null =>
  linuxLifetimes[`${id} ${version}`] ?? linuxLifetimes[`${id} ${version.split('.')[0]}`] ?? null
