/** One import: project files by their path from the root, libraries by name. */
export type Import = { from: string; to: string; typeOnly: boolean }

/** A part of the house and what it may know. The first zone whose pattern fits a file is the file's own. */
export type Zone = { name: string; files: RegExp; may: (i: Import) => boolean }

const isNode = (to: string) => to.startsWith('node:')
const inProject = (to: string) => /^(main|preload|renderer|desk|assets|tests|package\.json)(\/|$)/.test(to)
const library = (to: string) => !isNode(to) && !inProject(to) && to !== 'electron'
const contract = (to: string) => to.startsWith('main/contract/')
const ports = (to: string) => to.startsWith('main/ports/')
const assets = (to: string) => to.startsWith('assets/')
const sameFolder = (i: Import) => i.to.startsWith(`${i.from.slice(0, i.from.lastIndexOf('/'))}/`)
const below = (folder: string) => (i: Import) => i.to.startsWith(folder)

// Pure code may take libraries that compute (no world in them); named here so that a new one is a decision.
const pureLibraries = [
  '@holiday-jp/holiday_jp',
  'zod',
  'intl-messageformat',
  'yaml',
  'js-yaml',
  'saxes',
  'sax',
  'fast-xml-parser',
  're2js',
  'budoux',
  'pako',
  'fflate',
]
const pureLibrary = (to: string) => pureLibraries.includes(to)
/** Pure code: contract, pure libraries, its own folder, other pure code given by `also`; port types only. */
const pure =
  (own: string, also: (i: Import) => boolean = () => false) =>
  (i: Import): boolean =>
    contract(i.to) || pureLibrary(i.to) || i.to.startsWith(own) || (ports(i.to) && i.typeOnly) || also(i)

/** Inflating and CRC-32: bytes in, bytes out; a JavaScript copy of it would be ten times slower. */
const computes = (i: Import) => i.to === 'node:zlib'
const pureProbe = (i: Import) => /^main\/probe\/(sigma|normalise|detectors|integrity)\//.test(i.to)

/** The table of `ARCHITECTURE.md`, in code. */
export const zones: readonly Zone[] = [
  {
    name: 'contract knows only zod, the message format and the catalogue',
    files: /^main\/contract\//,
    may: (i) =>
      contract(i.to) || ['zod', 'intl-messageformat'].includes(i.to) || i.to.startsWith('assets/texts/'),
  },
  {
    name: 'ports know contract, Node and the library that does the job',
    files: /^main\/ports\//,
    may: (i) => contract(i.to) || isNode(i.to) || library(i.to) || ports(i.to),
  },
  { name: 'the Sigma engine is pure', files: /^main\/probe\/sigma\//, may: pure('main/probe/sigma/') },
  {
    name: 'the document check is pure',
    files: /^main\/probe\/integrity\//,
    may: pure('main/probe/integrity/', computes),
  },
  { name: 'normalisers are pure', files: /^main\/probe\/normalise\//, may: pure('main/probe/normalise/') },
  {
    name: 'detectors are pure',
    files: /^main\/probe\/detectors\//,
    may: pure('main/probe/detectors/', pureProbe),
  },
  {
    name: 'papers are pure',
    files: /^main\/papers\//,
    may: pure('main/papers/', below('main/present/')),
  },
  { name: 'present is pure', files: /^main\/present\//, may: pure('main/present/') },
  {
    name: 'merge, story, words, backoff and redact are pure',
    files: /^main\/(alerts\/(merge|story|words)|consult\/(backoff|redact|receipt))[^/]*\.ts$/,
    may: pure('main/alerts/', below('main/consult/backoff')),
  },
  {
    name: 'sources know contract, ports, pure probe code and their own folder, never each other',
    files: /^main\/probe\/sources\//,
    may: (i) =>
      contract(i.to) ||
      ports(i.to) ||
      isNode(i.to) ||
      library(i.to) ||
      pureProbe(i) ||
      assets(i.to) ||
      i.to === 'main/probe/sources/source.ts' ||
      i.from === 'main/probe/sources/registry.ts' ||
      sameFolder(i),
  },
  {
    name: 'checks know contract, ports and their own folder',
    files: /^main\/probe\/checks\//,
    may: (i) =>
      contract(i.to) || ports(i.to) || isNode(i.to) || library(i.to) || i.to.startsWith('main/probe/checks/'),
  },
  {
    name: 'the probe knows sources, normalisers, detectors',
    files: /^main\/probe\/[^/]+\.ts$/,
    may: (i) => contract(i.to) || ports(i.to) || isNode(i.to) || i.to.startsWith('main/probe/'),
  },
  {
    name: 'alerts know contract and ports, never consult',
    files: /^main\/alerts\//,
    may: (i) => contract(i.to) || ports(i.to) || isNode(i.to) || i.to.startsWith('main/alerts/'),
  },
  {
    name: 'consult knows contract and ports, never alerts',
    files: /^main\/consult\//,
    may: (i) =>
      contract(i.to) || ports(i.to) || isNode(i.to) || library(i.to) || i.to.startsWith('main/consult/'),
  },
  {
    name: 'the Electron host knows core, contract, present, ports; never the other host',
    files: /^main\/hosts\/electron\//,
    may: (i) => !i.to.startsWith('main/hosts/headless/') && !/^(desk|renderer)\//.test(i.to),
  },
  {
    name: 'the headless host knows core, contract, present, ports; never Electron or the other host',
    files: /^main\/hosts\/headless\//,
    may: (i) =>
      i.to !== 'electron' &&
      (contract(i.to) ||
        ports(i.to) ||
        isNode(i.to) ||
        library(i.to) ||
        i.to.startsWith('main/core') ||
        i.to.startsWith('main/present/') ||
        sameFolder(i)),
  },
  {
    name: 'only the desktop entry knows Electron',
    files: /^main\/electron\.ts$/,
    may: (i) => !/^(desk|renderer)\//.test(i.to) && !i.to.startsWith('main/hosts/headless/'),
  },
  {
    name: 'two files know the desk: the practice desk of the app, and the command that runs a desk',
    files: /^main\/(practice-desk|cli\/desk)\.ts$/,
    may: (i) =>
      ['desk/server.ts', 'desk/backup.ts', 'main/practice-desk.ts', 'main/setup.ts'].includes(i.to) ||
      (i.typeOnly && inProject(i.to)) ||
      isNode(i.to) ||
      contract(i.to) ||
      ports(i.to),
  },
  {
    name: 'the log scanner knows pure probe code, alerts, contract and ports',
    files: /^main\/scan\//,
    may: (i) =>
      contract(i.to) ||
      ports(i.to) ||
      isNode(i.to) ||
      pureProbe(i) ||
      i.to.startsWith('main/alerts/') ||
      sameFolder(i),
  },
  {
    name: 'the core knows all parts, never a host, Electron or the desk',
    files: /^main\/core(\.ts|\/)/,
    may: (i) =>
      i.to !== 'electron' && !/^(desk|renderer|preload)\//.test(i.to) && !i.to.startsWith('main/hosts/'),
  },
  {
    name: 'entries and command line wire things; they never know Electron or the page',
    files: /^main\/([^/]+\.ts$|cli\/|scan\/)/,
    may: (i) => i.to !== 'electron' && !/^(renderer|preload|desk)\//.test(i.to),
  },
  {
    name: 'the bridge knows contract and Electron',
    files: /^preload\//,
    may: (i) => contract(i.to) || i.to === 'electron' || sameFolder(i),
  },
  {
    name: 'the page knows only the contract',
    files: /^renderer\//,
    may: (i) =>
      contract(i.to) ||
      (library(i.to) && i.to !== 'electron') ||
      i.to.startsWith('renderer/') ||
      assets(i.to),
  },
  {
    name: 'the desk knows only the contract',
    files: /^desk\//,
    may: (i) =>
      contract(i.to) || library(i.to) || isNode(i.to) || i.to.startsWith('desk/') || i.to === 'package.json',
  },
]

/** The zone of a file; null for a file that the table forgot. */
export const zoneOf = (file: string): Zone | null => zones.find((z) => z.files.test(file)) ?? null
