import type { Check, Platform } from './check.ts'
import { antivirusFresh } from './items/antivirus-fresh.ts'
import { antivirusOn } from './items/antivirus-on.ts'
import { antivirusRealTime } from './items/antivirus-real-time.ts'
import { antivirusScan } from './items/antivirus-scan.ts'
import { appAutostart } from './items/app-autostart.ts'
import { appVersion } from './items/app-version.ts'
import { appWatchers } from './items/app-watchers.ts'
import { appsUpdated } from './items/apps-updated.ts'
import { automaticLogin } from './items/automatic-login.ts'
import { autorun } from './items/autorun.ts'
import { backupApart } from './items/backup-apart.ts'
import { backupRecent } from './items/backup-recent.ts'
import { browsers } from './items/browsers.ts'
import { builtInAdministrator } from './items/built-in-administrator.ts'
import { clock } from './items/clock.ts'
import { diskEncryption } from './items/disk-encryption.ts'
import { diskHealth } from './items/disk-health.ts'
import { diskSpace } from './items/disk-space.ts'
import { eventLog } from './items/event-log.ts'
import { fileSharing } from './items/file-sharing.ts'
import { firewall } from './items/firewall.ts'
import { firmwarePassword } from './items/firmware-password.ts'
import { gatekeeper } from './items/gatekeeper.ts'
import { guestAccount } from './items/guest-account.ts'
import { nameServers } from './items/name-servers.ts'
import { networkType } from './items/network-type.ts'
import { notAdministrator } from './items/not-administrator.ts'
import { officeMacros } from './items/office-macros.ts'
import { osSupported } from './items/os-supported.ts'
import { passwordManager } from './items/password-manager.ts'
import { processAudit } from './items/process-audit.ts'
import { proxy } from './items/proxy.ts'
import { rdpSignIn } from './items/rdp-sign-in.ts'
import { recoveryKey } from './items/recovery-key.ts'
import { remoteDesktop } from './items/remote-desktop.ts'
import { remoteLogin } from './items/remote-login.ts'
import { remoteTools } from './items/remote-tools.ts'
import { restartPending } from './items/restart-pending.ts'
import { screenLock } from './items/screen-lock.ts'
import { secureBoot } from './items/secure-boot.ts'
import { smb1 } from './items/smb1.ts'
import { sshKeyPassphrase } from './items/ssh-key-passphrase.ts'
import { sshKeyStrength } from './items/ssh-key-strength.ts'
import { tamperProtection } from './items/tamper-protection.ts'
import { unusedAccounts } from './items/unused-accounts.ts'
import { updatesAutomatic } from './items/updates-automatic.ts'
import { updatesInstalled } from './items/updates-installed.ts'
import { wakePassword } from './items/wake-password.ts'
import { wifiSecurity } from './items/wifi-security.ts'

const win32: readonly Check[] = [
  appWatchers,
  appAutostart,
  appVersion,
  osSupported,
  updatesAutomatic,
  updatesInstalled,
  restartPending,
  antivirusOn,
  antivirusRealTime,
  antivirusFresh,
  antivirusScan,
  tamperProtection,
  firewall,
  backupRecent,
  backupApart,
  diskEncryption,
  recoveryKey,
  diskSpace,
  diskHealth,
  screenLock,
  wakePassword,
  automaticLogin,
  notAdministrator,
  guestAccount,
  builtInAdministrator,
  unusedAccounts,
  remoteTools,
  remoteDesktop,
  rdpSignIn,
  remoteLogin,
  fileSharing,
  smb1,
  wifiSecurity,
  networkType,
  nameServers,
  proxy,
  autorun,
  officeMacros,
  browsers,
  appsUpdated,
  passwordManager,
  sshKeyPassphrase,
  sshKeyStrength,
  secureBoot,
  firmwarePassword,
  clock,
  eventLog,
  processAudit,
]

const darwin: readonly Check[] = [
  appWatchers,
  appAutostart,
  appVersion,
  osSupported,
  updatesAutomatic,
  updatesInstalled,
  gatekeeper,
  firewall,
  backupRecent,
  backupApart,
  diskEncryption,
  recoveryKey,
  diskSpace,
  diskHealth,
  screenLock,
  wakePassword,
  automaticLogin,
  notAdministrator,
  guestAccount,
  unusedAccounts,
  remoteTools,
  remoteDesktop,
  remoteLogin,
  fileSharing,
  wifiSecurity,
  nameServers,
  proxy,
  browsers,
  appsUpdated,
  passwordManager,
  sshKeyPassphrase,
  sshKeyStrength,
  secureBoot,
  clock,
]

const linux: readonly Check[] = [
  appWatchers,
  appAutostart,
  appVersion,
  osSupported,
  updatesAutomatic,
  updatesInstalled,
  restartPending,
  firewall,
  backupRecent,
  backupApart,
  diskEncryption,
  diskSpace,
  diskHealth,
  screenLock,
  wakePassword,
  automaticLogin,
  notAdministrator,
  guestAccount,
  unusedAccounts,
  remoteTools,
  remoteDesktop,
  remoteLogin,
  fileSharing,
  smb1,
  wifiSecurity,
  nameServers,
  proxy,
  browsers,
  passwordManager,
  sshKeyPassphrase,
  sshKeyStrength,
  secureBoot,
  firmwarePassword,
  clock,
  eventLog,
  processAudit,
]

const tables: Readonly<Record<Platform, readonly Check[]>> = { win32, darwin, linux }

/** Every check of a system, in the order in which they are shown: protection and backup first. */
export const checksOf = (platform: Platform): readonly Check[] => tables[platform]

/** The system's name if it has checks. */
export const checkedPlatform = (platform: string): Platform | null =>
  Object.hasOwn(tables, platform) ? (platform as Platform) : null
