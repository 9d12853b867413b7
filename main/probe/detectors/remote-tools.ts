/** A program with which somebody far away sees and uses this PC (ATT&CK T1219). */
export type RemoteTool = {
  /** Stable id, kebab-case. */
  id: string
  /** The maker's name for it, as the user sees it. */
  name: string
  /**
   * File names of the running program, lower case, without `.exe`; `*` stands for any characters. Makers' own
   * documents and the installed packages tell them; names alone are no proof, which the card says.
   */
  programs: readonly string[]
  /** Programs, in lower case as the system names them, that the tool starts only while somebody is connected. */
  session?: readonly string[]
  /** The same as an argument of the tool's own program. */
  sessionArgument?: RegExp
  /** Has no use but a session that its user begins anew each time: a start is as near to the session as one can see. */
  everyStart?: true
}

/** Tools seen in fake-support calls or used for remote support in general. */
export const remoteTools: readonly RemoteTool[] = [
  { id: 'anydesk', name: 'AnyDesk', programs: ['anydesk', 'anydesk-*', 'anydesk_*', 'anydesk (*'] },
  {
    id: 'teamviewer',
    name: 'TeamViewer',
    programs: ['teamviewer', 'teamviewer_desktop', 'teamviewerqs*', 'teamviewer_host', 'tv_w32', 'tv_x64'],
    // Its service's log: "Starting desktop process" at each incoming session. Elsewhere it runs all the time.
    session: ['teamviewer_desktop.exe'],
  },
  {
    id: 'ultraviewer',
    name: 'UltraViewer',
    programs: ['ultraviewer', 'ultraviewer_desktop', 'ultraviewer_service', 'uv_x64'],
  },
  { id: 'quick-assist', name: 'Quick Assist', programs: ['quickassist', 'msra'], everyStart: true },
  {
    id: 'rustdesk',
    name: 'RustDesk',
    programs: ['rustdesk', 'rustdesk-*'],
    // Its connection manager (src/server/connection.rs, `start_ipc`).
    sessionArgument: /\s--cm(?:-no-ui)?(?:\s|$)/,
  },
  {
    id: 'chrome-remote-desktop',
    name: 'Chrome Remote Desktop',
    programs: [
      'remoting_host',
      'remoting_desktop',
      'remote_assistance_host',
      'chrome-remote-desktop-host',
      'remoting_me2me_host',
    ],
    // Chromium, remoting/host/win: the desktop process of a connected client.
    session: ['remoting_desktop.exe'],
  },
  {
    id: 'splashtop',
    name: 'Splashtop',
    programs: [
      'srserver',
      'srmanager',
      'srfeature',
      'splashtopstreamer*',
      'splashtopsos*',
      'splashtop sos',
      'sragent',
    ],
  },
  {
    id: 'logmein',
    name: 'LogMeIn',
    programs: ['logmein', 'lmiguardiansvc', 'logmeinsystray', 'lmi_rescue*', 'lmirescue*'],
  },
  {
    id: 'goto',
    name: 'GoTo',
    programs: ['g2comm', 'g2viewer', 'g2mcomm', 'goto resolve*', 'gotoassist*', 'g2ax_*', 'gotohttp*'],
  },
  {
    id: 'screenconnect',
    name: 'ScreenConnect',
    programs: [
      'screenconnect.clientservice',
      'screenconnect.windowsclient',
      'screenconnect.client',
      'connectwisecontrol.client',
    ],
  },
  {
    id: 'supremo',
    name: 'Supremo',
    programs: ['supremo', 'supremohelper', 'supremosystem', 'supremoservice'],
  },
  { id: 'aeroadmin', name: 'AeroAdmin', programs: ['aeroadmin', 'aeroadmin_*'] },
  { id: 'ammyy', name: 'Ammyy Admin', programs: ['aa_v3*', 'ammyy*'] },
  {
    id: 'dwservice',
    name: 'DWService',
    programs: ['dwagent', 'dwagsvc', 'dwaglnc', 'dwagent_*', 'dwagentlib'],
  },
  { id: 'hoptodesk', name: 'HopToDesk', programs: ['hoptodesk', 'hoptodesk-*'] },
  { id: 'iperius', name: 'Iperius Remote', programs: ['iperiusremote', 'iperiusremote*'] },
  {
    id: 'zoho-assist',
    name: 'Zoho Assist',
    programs: ['za_connect', 'zohoassist*', 'zohours', 'zohoursservice', 'zaservice', 'zohomeeting'],
  },
  { id: 'getscreen', name: 'Getscreen.me', programs: ['getscreen', 'getscreen-*'] },
  { id: 'meshcentral', name: 'MeshCentral', programs: ['meshagent', 'meshagent*'] },
  { id: 'netsupport', name: 'NetSupport Manager', programs: ['client32', 'pcicfgui', 'pcictlui'] },
  { id: 'radmin', name: 'Radmin', programs: ['radmin', 'rserver3', 'famitrfc'] },
  { id: 'dameware', name: 'DameWare', programs: ['dwrcs', 'dwrcc', 'dwrcst'] },
  { id: 'bomgar', name: 'BeyondTrust Remote Support', programs: ['bomgar-scc*', 'bomgar-*', 'sra-*'] },
  {
    id: 'simplehelp',
    name: 'SimpleHelp',
    programs: ['simplehelp*', 'remote access', 'simpleservice', 'remote support'],
  },
  { id: 'parsec', name: 'Parsec', programs: ['parsecd', 'parsec'] },
  {
    id: 'nomachine',
    name: 'NoMachine',
    programs: ['nxplayer', 'nxplayer.bin', 'nxserver', 'nxserver.bin', 'nxnode', 'nxnode.bin'],
  },
  { id: 'remote-utilities', name: 'Remote Utilities', programs: ['rutserv', 'rfusclient', 'rutview'] },
  {
    id: 'isl-online',
    name: 'ISL Light',
    programs: ['isllight*', 'isllightclient', 'isl_light*', 'islalwayson*'],
  },
  { id: 'atera', name: 'Atera', programs: ['ateraagent'] },
  { id: 'alpemix', name: 'Alpemix', programs: ['alpemix*'] },
  { id: 'todesk', name: 'ToDesk', programs: ['todesk', 'todesk_*', 'todesk_service'] },
  { id: 'sunlogin', name: 'Sunlogin', programs: ['sunloginclient*', 'sunloginremote*', 'awesun*'] },
  {
    id: 'vnc',
    name: 'VNC',
    programs: [
      'winvnc',
      'winvnc4',
      'tvnserver',
      'tvnviewer',
      'uvnc_service',
      'vncserver',
      'vncserverui',
      'vncviewer',
      'x11vnc',
      'x0vncserver',
      'xvnc',
      'xtightvnc',
      'xtigervnc',
      'wayvnc',
      'vino-server',
    ],
  },
]

const pattern = (program: string): RegExp =>
  new RegExp(`^${program.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)

const exact = new Map<string, RemoteTool>()
const wild: [RegExp, RemoteTool][] = []
for (const tool of remoteTools)
  for (const program of tool.programs)
    if (program.includes('*')) wild.push([pattern(program), tool])
    else exact.set(program, tool)

/** Does the start of this program of the tool show that somebody is connected? Pure. */
export const beginsSession = (
  { session = [], sessionArgument }: RemoteTool,
  program: string,
  commandLine: string | null,
): boolean =>
  session.includes((program.split(/[\\/]/).at(-1) ?? '').toLowerCase()) ||
  (commandLine !== null && (sessionArgument?.test(commandLine.slice(0, 2000)) ?? false))

/** The tool that a program's file name stands for; null for any other program. Pure. */
export const remoteToolOf = (program: string): RemoteTool | null => {
  const name = (program.split(/[\\/]/).at(-1) ?? '')
    .toLowerCase()
    .replace(/\.exe$/, '')
    .slice(0, 200)
  return exact.get(name) ?? wild.find(([fits]) => fits.test(name))?.[1] ?? null
}
