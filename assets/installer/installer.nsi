; The installer that ships and the one that is tested: NSIS core only, no plugin that NSIS itself does not bring.
; Without arguments: for the signed-in user, one click, no administrator. `/ALLUSERS` (as administrator): for the PC.
; Started by electron-builder, which defines names and versions and includes `values.nsh` (made by scripts/package).
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "x64.nsh"
!insertmacro GetParameters
!insertmacro GetOptions

Name "${PRODUCT_NAME}"
Icon "${MUI_ICON}"
UninstallIcon "${MUI_ICON}"
RequestExecutionLevel user
ShowInstDetails nevershow
ShowUninstDetails nevershow
AutoCloseWindow true
BrandingText " "

!ifndef APP_EXECUTABLE_FILENAME
  !define APP_EXECUTABLE_FILENAME "${PRODUCT_FILENAME}.exe"
!endif
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${UNINSTALL_APP_KEY}"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define AUDIT_KEY "Software\Microsoft\Windows\CurrentVersion\Policies\System\Audit"
; Process creation, by its id: the name of the subcategory is in the language of the system.
!define AUDIT_PROCESS "{0CCE922B-69AE-11D9-BED3-505054503030}"

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Var AllUsers
Var Updated
Var System

!macro readMode un
Function ${un}readMode
  ${GetParameters} $R0
  StrCpy $AllUsers "0"
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $AllUsers "1"
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "--updated" $R1
  ${If} ${Errors}
    StrCpy $Updated "0"
  ${Else}
    StrCpy $Updated "1"
  ${EndIf}
  ${If} ${RunningX64}
    SetRegView 64
  ${EndIf}
  ; Windows' own programs are named in full: a name alone would be looked for in the folder of downloads first. Sysnative
  ; is how a 32-bit installer sees the 64-bit ones; the 32-bit PowerShell cannot change groups.
  StrCpy $System "$SYSDIR"
  ${If} ${FileExists} "$WINDIR\Sysnative\taskkill.exe"
    StrCpy $System "$WINDIR\Sysnative"
  ${EndIf}
FunctionEnd
!macroend
!insertmacro readMode ""
!insertmacro readMode "un."

Function .onInit
  Call readMode
  ; An update of a copy for the whole PC stays one.
  ReadRegStr $R2 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $Updated == "1"
  ${AndIf} $R2 != ""
    StrCpy $AllUsers "1"
  ${EndIf}
  ${If} $AllUsers == "1"
    SetShellVarContext all
    StrCpy $INSTDIR "$PROGRAMFILES64\${PRODUCT_FILENAME}"
    ; Writing there fails at once without administrator rights: said, instead of half an installation.
    ClearErrors
    CreateDirectory "$INSTDIR"
    FileOpen $R3 "$INSTDIR\.write-test" w
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "$(needsAdministrator)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $R3
    Delete "$INSTDIR\.write-test"
  ${Else}
    SetShellVarContext current
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${PRODUCT_FILENAME}"
  ${EndIf}
FunctionEnd

!macro writeString key name value
  ${If} $AllUsers == "1"
    WriteRegStr HKLM "${key}" "${name}" '${value}'
  ${Else}
    WriteRegStr HKCU "${key}" "${name}" '${value}'
  ${EndIf}
!macroend

; Ends a running copy. The polite way asks its windows to close, which does not end an app that lives in the tray, and
; is refused (by a code of its own) where no window is open: whatever it says but "no such program", the app is ended.
!macro endRunning
  nsExec::Exec '"$System\taskkill.exe" /IM "${APP_EXECUTABLE_FILENAME}"'
  Pop $R9
  ${If} $R9 != "128"
    Sleep 3000
    nsExec::Exec '"$System\taskkill.exe" /F /IM "${APP_EXECUTABLE_FILENAME}"'
    Pop $R9
  ${EndIf}
!macroend

Section
  !insertmacro endRunning
  ; An old file that the new version no longer has must not stay.
  RMDir /r "$INSTDIR\resources"
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${APP_FILES}"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(couldNotWrite)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${SHORTCUT_NAME}.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" 0

  !insertmacro writeString "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT_NAME}"
  !insertmacro writeString "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  !insertmacro writeString "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  !insertmacro writeString "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  !insertmacro writeString "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  ${If} $AllUsers == "1"
    !insertmacro writeString "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe" /ALLUSERS'
    !insertmacro writeString "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /ALLUSERS /S'
    !insertmacro writeString "${RUN_KEY}" "${APP_ID}" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --hidden'
    Call prepareWatching
  ${Else}
    !insertmacro writeString "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
    !insertmacro writeString "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  ${EndIf}
  ${GetSize} "$INSTDIR" "/S=0K" $R4 $R5 $R6
  ${If} $AllUsers == "1"
    WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" $R4
  ${Else}
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $R4
  ${EndIf}
SectionEnd

; Started by hand: the app opens. Silently: only when an update asks for it.
Function .onInstSuccess
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "--force-run" $R1
  ${If} ${Errors}
  ${AndIf} ${Silent}
    Return
  ${EndIf}
  Exec '"$INSTDIR\${APP_EXECUTABLE_FILENAME}"'
FunctionEnd

; What only an administrator can give: the user may read the event logs (by the group's SID: its name is translated),
; and Windows notes which program was started with which arguments.
Function prepareWatching
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/USER=" $R1
  ${IfNot} ${Errors}
    nsExec::Exec `"$System\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -NonInteractive -Command "Add-LocalGroupMember -SID S-1-5-32-573 -Member '$R1'"`
    Pop $R9
    WriteRegStr HKLM "${UNINSTALL_KEY}" "EventLogReader" "$R1"
  ${EndIf}
  ReadRegDWORD $R7 HKLM "${AUDIT_KEY}" "ProcessCreationIncludeCmdLine_Enabled"
  ${If} $R7 != 1
    nsExec::Exec '"$System\auditpol.exe" /set /subcategory:${AUDIT_PROCESS} /success:enable'
    Pop $R9
    WriteRegDWORD HKLM "${AUDIT_KEY}" "ProcessCreationIncludeCmdLine_Enabled" 1
    ; Remembered, so that the uninstaller undoes only what was done here.
    WriteRegDWORD HKLM "${UNINSTALL_KEY}" "SetAudit" 1
  ${EndIf}
FunctionEnd

Function un.onInit
  Call un.readMode
  ${If} $AllUsers == "1"
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
FunctionEnd

Section "Uninstall"
  !insertmacro endRunning
  ${If} $AllUsers == "1"
    ReadRegDWORD $R7 HKLM "${UNINSTALL_KEY}" "SetAudit"
    ${If} $R7 == 1
      nsExec::Exec '"$System\auditpol.exe" /set /subcategory:${AUDIT_PROCESS} /success:disable'
      Pop $R9
      DeleteRegValue HKLM "${AUDIT_KEY}" "ProcessCreationIncludeCmdLine_Enabled"
    ${EndIf}
    ReadRegStr $R1 HKLM "${UNINSTALL_KEY}" "EventLogReader"
    ${If} $R1 != ""
      nsExec::Exec `"$System\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -NonInteractive -Command "Remove-LocalGroupMember -SID S-1-5-32-573 -Member '$R1'"`
      Pop $R9
    ${EndIf}
    DeleteRegValue HKLM "${RUN_KEY}" "${APP_ID}"
    DeleteRegKey HKLM "${UNINSTALL_KEY}"
  ${Else}
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
  ${EndIf}
  ; The name under which Electron registers itself at login.
  DeleteRegValue HKCU "${RUN_KEY}" "${APP_ID}"
  DeleteRegValue HKCU "${RUN_KEY}" "electron.app.${PRODUCT_NAME}"
  Delete "$SMPROGRAMS\${SHORTCUT_NAME}.lnk"
  ; The records are evidence: kept unless somebody says otherwise; a silent uninstall keeps them.
  SetShellVarContext current
  ${If} $Updated != "1"
  ${AndIf} ${FileExists} "$APPDATA\${PRODUCT_NAME}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(removeRecords)" /SD IDNO IDNO keepRecords
    RMDir /r "$APPDATA\${PRODUCT_NAME}"
    keepRecords:
  ${EndIf}
  ; Only what was installed: a folder that somebody chose by mistake must not lose other files.
  !insertmacro removeInstalled
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd
