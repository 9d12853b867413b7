import { closeSync, globSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'

// <mach-o/loader.h>, <mach-o/fat.h>: 32 and 64 bits, in either order of bytes.
const single = [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe]

/** Is this the head (4 bytes or more) of a program or library for macOS that runs on one kind of processor alone? Pure. */
export const isForOneProcessor = (head) => head.length >= 4 && single.includes(head.readUInt32BE(0))

const headOf = (file) => {
  const head = Buffer.alloc(4)
  const handle = openSync(file, 'r')
  try {
    return head.subarray(0, readSync(handle, head, 0, 4, 0))
  } finally {
    closeSync(handle)
  }
}

/**
 * Files below `folder` that hold a program for one kind of processor alone. A universal app that brings one (the same one
 * in its part for Intel and its part for Apple's processors) is refused when it is put together.
 */
export const filesForOneProcessor = (folder) =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => isForOneProcessor(headOf(file)))
