/** A key of the user and of the PC. */
export const both = (path: string) => [`HKCU\\${path}`, `HKLM\\${path}`]
/** Where Windows keeps settings of this version. */
export const version = 'Software\\Microsoft\\Windows\\CurrentVersion'
/** The same of the part that came with Windows NT. */
export const nt = 'Software\\Microsoft\\Windows NT\\CurrentVersion'
/** Services, drivers and settings of the kernel. */
export const control = 'HKLM\\SYSTEM\\CurrentControlSet'
