export function isForOneProcessor(head: Buffer): boolean
export function filesForOneProcessor(folder: string): string[]
