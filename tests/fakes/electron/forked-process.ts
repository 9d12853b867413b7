import type { ChildProcess } from 'node:child_process'

/** A forked process that is spoken to as Electron's utility process: what is said to one that has just ended is dropped. */
export const asUtilityProcess = <C extends ChildProcess>(child: C) =>
  Object.assign(child, {
    postMessage(message: unknown): void {
      if (child.connected) child.send(message as object, () => {})
    },
  })
