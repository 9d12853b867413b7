/**
 * The one PowerShell script (Windows PowerShell 5.1). Each block answers with a value or with the error's ids, never
 * with words: numbers, registry values and SIDs are the same in every language. Non-ASCII letters leave as `\uXXXX`, so
 * the console's code page does not matter (in Constrained Language Mode it cannot be set). Read-only throughout.
 * Functions must not bear the name of a built-in alias, which would win (about_Command_Precedence): `r` is Invoke-History.
 * Where a value comes from: learn.microsoft.com, pages of the named class, cmdlet or policy.
 */
const source = String.raw`
$ErrorActionPreference='Stop'
$ProgressPreference='SilentlyContinue'
$o=@{}
$cv='HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion'
$cs='HKLM:\SYSTEM\CurrentControlSet'
$pol='HKLM:\SOFTWARE\Policies\Microsoft'
function B($n,$s,[switch]$list){
 try{ $v=& $s; if($list){$v=@($v|Where-Object{$null -ne $_})}; $o[$n]=@{value=$v} }
 catch{ $o[$n]=@{error=(''+$_.FullyQualifiedErrorId+' '+$_.CategoryInfo.Category+' '+('0x{0:X8}' -f $_.Exception.HResult))} }
}
function Val($p,$n){ if(Test-Path -LiteralPath $p){ (Get-ItemProperty -LiteralPath $p).$n } }
function U($d){ if($d){ [int64](($d.ToUniversalTime()-([datetime]'1970-01-01')).TotalMilliseconds) } }
B os { $w=Get-CimInstance Win32_OperatingSystem; $k='HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
 @{build=[int]$w.BuildNumber;productType=[int]$w.ProductType;edition=Val $k EditionID;ubr=Val $k UBR;boot=U $w.LastBootUpTime;domain=[bool](Get-CimInstance Win32_ComputerSystem).PartOfDomain} }
B updates { $p="$pol\Windows\WindowsUpdate"
 @{noAutoUpdate=Val "$p\AU" NoAutoUpdate;auOptions=Val "$p\AU" AUOptions;pausedUntil=Val 'HKLM:\SOFTWARE\Microsoft\WindowsUpdate\UX\Settings' PauseUpdatesExpiryTime;service=(Get-CimInstance Win32_Service -Filter "Name='wuauserv'").StartMode} }
B pending { $s=(New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher(); $s.Online=$false
 $r=(New-Object -ComObject Microsoft.Update.AutoUpdate).Results
 $l=@(foreach($u in $s.Search("IsInstalled=0 and IsHidden=0 and Type='Software'").Updates){@{severity=''+$u.MsrcSeverity;at=U $u.LastDeploymentChangeTime;optional=[bool]$u.BrowseOnly}})
 @{updates=$l;searchedAt=U $r.LastSearchSuccessDate;installedAt=U $r.LastInstallationSuccessDate} }
B restart { @{pending=[bool]((Test-Path "$cv\Component Based Servicing\RebootPending") -or (Test-Path "$cv\WindowsUpdate\Auto Update\RebootRequired"))
 boot=U (Get-CimInstance Win32_OperatingSystem).LastBootUpTime} }
B antivirus { Get-CimInstance -Namespace root/SecurityCenter2 AntiVirusProduct|ForEach-Object{@{name=$_.displayName;state=[int64]$_.productState;id=$_.instanceGuid}} } -list
B defender { $m=Get-MpComputerStatus
 @{mode=''+$m.AMRunningMode;on=[bool]$m.AntivirusEnabled;realTime=[bool]$m.RealTimeProtectionEnabled;tamper=[bool]$m.IsTamperProtected;signatureAge=[int64]$m.AntivirusSignatureAge;fullScan=U $m.FullScanEndTime;quickScan=U $m.QuickScanEndTime} }
B firewall { Get-NetFirewallProfile -PolicyStore ActiveStore|ForEach-Object{@{name=''+$_.Name;enabled=[int]$_.Enabled;inbound=[int]$_.DefaultInboundAction}} } -list
B firewallProducts { Get-CimInstance -Namespace root/SecurityCenter2 FirewallProduct|ForEach-Object{@{name=$_.displayName;state=[int64]$_.productState}} } -list
B bitlocker { @{state=(New-Object -ComObject Shell.Application).NameSpace($env:SystemDrive+'\').Self.ExtendedProperty('System.Volume.BitLockerProtection')} }
B recoveryKey { $e=$null
 try{ $e=Get-WinEvent -FilterHashtable @{LogName='Microsoft-Windows-BitLocker/BitLocker Management';Id=845,783} -MaxEvents 1 }catch{ if($_.FullyQualifiedErrorId -notmatch 'NoMatchingEventsFound|NoMatchingLogsFound'){throw} }
 if($e){ @{backedUpAt=U $e.TimeCreated;protectors=@()} }
 else{ @{backedUpAt=$null;protectors=@((Get-BitLockerVolume -MountPoint $env:SystemDrive).KeyProtector|ForEach-Object{[int]$_.KeyProtectorType})} } }
B firmware { $c=Get-CimInstance Win32_ComputerSystem; @{admin=$c.AdminPasswordStatus} }
B secureBoot { @{enabled=Val "$cs\Control\SecureBoot\State" UEFISecureBootEnabled} }
B lock { $d='HKCU:\Control Panel\Desktop';$q='HKCU:\Software\Policies\Microsoft\Windows\Control Panel\Desktop'
 $w="$cs\Control\Power\User\PowerSchemes";$s=Val $w ActivePowerScheme
 @{active=Val $d ScreenSaveActive;secure=Val $d ScreenSaverIsSecure;timeout=Val $d ScreenSaveTimeOut
 policyActive=Val $q ScreenSaveActive;policySecure=Val $q ScreenSaverIsSecure;policyTimeout=Val $q ScreenSaveTimeOut
 inactivity=Val "$cv\Policies\System" InactivityTimeoutSecs;delay=Val $d DelayLockInterval
 sleep=Val "$w\$s\238c9fa8-0aad-41ed-83f4-97be242c8f20\29f6c1db-86da-48c5-9fdb-f2b67b1f44da" ACSettingIndex
 wake=Val "$w\$s\fea3413e-7e05-4911-9a71-700331f1c294\0e796bdb-100d-47d6-a2d5-f7d2daa51f51" ACSettingIndex} }
B autologon { @{on=Val 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon' AutoAdminLogon} }
B groups { @{sids=@(whoami.exe /groups /fo csv /nh|ForEach-Object{if($_ -match '(S-1-[0-9-]+)'){$Matches[1]}});exit=$LASTEXITCODE} }
B accounts { Get-LocalUser|ForEach-Object{@{name=$_.Name;sid=''+$_.SID;enabled=[bool]$_.Enabled;last=U $_.LastLogon}} } -list
B rdp { $t="$cs\Control\Terminal Server";$q="$pol\Windows NT\Terminal Services"
 @{deny=Val $t fDenyTSConnections;policyDeny=Val $q fDenyTSConnections;nla=Val "$t\WinStations\RDP-Tcp" UserAuthentication;policyNla=Val $q UserAuthentication} }
B services { Get-CimInstance Win32_Service|Where-Object{$_.Name -in 'W32Time','sshd','uvnc_service','tvnserver','vncserver','winvnc4','Sysmon','Sysmon64'}|ForEach-Object{@{name=$_.Name;running=($_.State -eq 'Running');mode=''+$_.StartMode}} } -list
B smb1 { @{state=@(Get-CimInstance Win32_OptionalFeature -Filter "Name='SMB1Protocol'"|ForEach-Object{[int]$_.InstallState});server=Val "$cs\Services\LanmanServer\Parameters" SMB1} }
B networks { Get-NetConnectionProfile|ForEach-Object{@{name=$_.InterfaceAlias;category=[int]$_.NetworkCategory}} } -list
B wifi { [void][Windows.Networking.Connectivity.NetworkInformation,Windows,ContentType=WindowsRuntime]
 foreach($p in [Windows.Networking.Connectivity.NetworkInformation]::GetConnectionProfiles()){ if($p.IsWlanConnectionProfile -and [int]$p.GetNetworkConnectivityLevel() -gt 0){@{name=$p.ProfileName;auth=[int]$p.NetworkSecuritySettings.NetworkAuthenticationType;encryption=[int]$p.NetworkSecuritySettings.NetworkEncryptionType}} } } -list
B sharing { $k=Get-ItemProperty "$cs\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules"
 @{rules=@($k.PSObject.Properties|ForEach-Object{''+$_.Value}|Where-Object{$_ -match 'EmbedCtxt=@FirewallAPI\.dll,-28502\|' -and $_ -match '\|Active=TRUE\|' -and $_ -match '\|Dir=In\|' -and $_ -match '\|Action=Allow\|' -and ($_ -match '\|Profile=Public\|' -or $_ -notmatch '\|Profile=')}).Count} }
B autorun { @{machine=Val "$cv\Policies\Explorer" NoDriveTypeAutoRun;user=Val 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Policies\Explorer' NoDriveTypeAutoRun;disabled=Val 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Explorer\AutoplayHandlers' DisableAutoplay} }
B office { @{version=Val 'HKLM:\SOFTWARE\Microsoft\Office\ClickToRun\Configuration' VersionToReport
 apps=@(foreach($a in 'Word','Excel','PowerPoint'){@{app=$a;block=Val "HKCU:\Software\Policies\Microsoft\Office\16.0\$a\Security" BlockContentExecutionFromInternet;warnings=Val "HKCU:\Software\Microsoft\Office\16.0\$a\Security" VBAWarnings}})} }
B programs { foreach($k in "$cv\Uninstall\*",'HKLM:\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall\*','HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\*'){ if(Test-Path $k){ Get-ItemProperty $k|Where-Object{$_.DisplayName}|ForEach-Object{@{name=''+$_.DisplayName;version=''+$_.DisplayVersion}} } } } -list
B browsers { foreach($b in 'chrome','msedge','firefox','brave','iexplore'){ $f=Val "$cv\App Paths\$b.exe" '(default)'; if($f){ $f=$f.Trim('"'); if(Test-Path -LiteralPath $f){ $i=Get-Item -LiteralPath $f; @{id=$b;version=''+$i.VersionInfo.ProductVersion;at=U $i.LastWriteTime} } } } } -list
B dns { Get-DnsClientServerAddress|ForEach-Object{$_.ServerAddresses} } -list
B proxy { $k='HKCU:\Software\Microsoft\Windows\CurrentVersion\Internet Settings'; @{on=Val $k ProxyEnable;server=Val $k ProxyServer;script=Val $k AutoConfigURL} }
B backup { $k='HKCU:\Software\Microsoft\Windows\CurrentVersion\FileHistory';$c=$env:LOCALAPPDATA+'\Microsoft\Windows\FileHistory\Configuration\Config1.xml';$x=$null
 if(Test-Path -LiteralPath $c){ $x=[xml](Get-Content -LiteralPath $c -Encoding UTF8) }
 $od=@(if(Test-Path 'HKCU:\Software\Microsoft\OneDrive\Accounts'){ foreach($a in Get-ChildItem 'HKCU:\Software\Microsoft\OneDrive\Accounts'){ ''+(Get-ItemProperty $a.PSPath).UserFolder } })
 @{fileHistory=Val $k ProtectedUpToTime;target=if($x){''+$x.DataProtectionUserConfig.Target.TargetUrl};targetType=if($x){''+$x.DataProtectionUserConfig.Target.TargetDriveType};oneDrive=$od;documents=''+(Val 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders' Personal)
 wbAt=U $(try{ (Get-WinEvent -FilterHashtable @{LogName='Microsoft-Windows-Backup';Id=4} -MaxEvents 1).TimeCreated }catch{ if($_.FullyQualifiedErrorId -notmatch 'NoMatching'){throw} })} }
B disks { Get-CimInstance -Namespace root/Microsoft/Windows/Storage MSFT_PhysicalDisk|ForEach-Object{@{name=''+$_.FriendlyName;health=[int]$_.HealthStatus}} } -list
B time { @{type=Val "$cs\Services\W32Time\Parameters" Type} }
B eventLog { Get-WinEvent -ListLog Security,System,Application|ForEach-Object{@{name=$_.LogName;max=[int64]$_.MaximumSizeInBytes;on=[bool]$_.IsEnabled}} } -list
B processAudit { @{at=U $(try{ (Get-WinEvent -FilterHashtable @{LogName='Security';Id=4688} -MaxEvents 1).TimeCreated }catch{ if($_.FullyQualifiedErrorId -notmatch 'NoMatchingEventsFound'){throw} })} }
$j=@{schema=1;language=''+$ExecutionContext.SessionState.LanguageMode;blocks=$o}|ConvertTo-Json -Depth 6 -Compress
foreach($c in @($j.ToCharArray()|Where-Object{[int]$_ -gt 126}|Select-Object -Unique)){ $j=$j.Replace([string]$c,('\u{0:x4}' -f [int]$c)) }
$j
`

/** The script as it is sent: a command line of Windows has room for 32,767 characters. */
export const windowsScript = source.trim()
