import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// What Electron's program file carries for its fuses: a fixed string, version 1, and one character a fuse.
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('000000000'),
])

const fresh = (folder, version) => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'version'), version)
  mkdirSync(join(folder, 'locales'))
  for (const language of ['ja', 'en-US', 'fr'])
    writeFileSync(join(folder, 'locales', `${language}.pak`), language)
  return folder
}

/** A stand-in for Electron's Linux distribution: packs like the real one, runs nothing. For checks only, never to ship. */
export const linuxStandIn = (folder, version) => {
  fresh(folder, version)
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), fuseWire]))
  chmodSync(join(folder, 'electron'), 0o755)
  return folder
}

const source = `
#include <windows.h>
/* Says where it was started, so that a test can see that the installed program runs. */
__attribute__((used)) static const char wire[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX" "\\x01" "\\x09" "000000000";
int WINAPI WinMain(HINSTANCE a, HINSTANCE b, LPSTR c, int d) {
  HANDLE f = CreateFileA("started.txt", GENERIC_WRITE, 0, 0, CREATE_ALWAYS, 0, 0);
  DWORD n; WriteFile(f, c, lstrlenA(c), &n, 0); CloseHandle(f);
  return wire[0] == 'd' ? 0 : 1;
}
`
const resources = `
1 VERSIONINFO
FILEVERSION 1,0,0,0
PRODUCTVERSION 1,0,0,0
BEGIN
  BLOCK "StringFileInfo" BEGIN BLOCK "040904b0" BEGIN
    VALUE "FileDescription", "Electron"
    VALUE "ProductName", "Electron"
    VALUE "FileVersion", "1.0.0"
    VALUE "ProductVersion", "1.0.0"
    VALUE "CompanyName", "stand-in"
    VALUE "LegalCopyright", ""
    VALUE "OriginalFilename", "electron.exe"
    VALUE "InternalName", "electron"
  END END
  BLOCK "VarFileInfo" BEGIN VALUE "Translation", 0x409, 1200 END
END
`

/** The same for Windows: a small real program with a version resource, built with mingw-w64. */
export const windowsStandIn = (folder, version) => {
  fresh(folder, version)
  const at = (name) => join(folder, name)
  writeFileSync(at('electron.c'), source)
  writeFileSync(at('electron.rc'), resources)
  execFileSync('x86_64-w64-mingw32-windres', [at('electron.rc'), at('electron.res.o')])
  execFileSync('x86_64-w64-mingw32-gcc', [
    '-s',
    '-O1',
    '-mwindows',
    '-o',
    at('electron.exe'),
    at('electron.c'),
    at('electron.res.o'),
  ])
  for (const name of ['electron.c', 'electron.rc', 'electron.res.o']) rmSync(at(name))
  return folder
}

const plist = (program) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${program}</string></dict></plist>
`

/** The same for macOS: bundles that packing renames and fills; nothing in them runs. */
export const macStandIn = (folder, version) => {
  fresh(folder, version)
  const bundle = (place, program) => {
    const contents = join(folder, place, 'Contents')
    mkdirSync(join(contents, 'MacOS'), { recursive: true })
    mkdirSync(join(contents, 'Resources'), { recursive: true })
    writeFileSync(join(contents, 'Info.plist'), plist(program))
    writeFileSync(join(contents, 'MacOS', program), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  }
  bundle('Electron.app', 'Electron')
  const frameworks = 'Electron.app/Contents/Frameworks'
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)'])
    bundle(`${frameworks}/Electron Helper${kind}.app`, `Electron Helper${kind}`)
  const framework = join(folder, frameworks, 'Electron Framework.framework')
  for (const language of ['ja', 'en', 'fr']) {
    const texts = join(framework, 'Versions/A/Resources', `${language}.lproj`)
    mkdirSync(texts, { recursive: true })
    // Only files are copied, and the folders they lie in.
    writeFileSync(join(texts, 'locale.pak'), language)
  }
  writeFileSync(join(framework, 'Electron Framework'), fuseWire)
  return folder
}
