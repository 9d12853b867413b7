import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { isAbsolute } from 'node:path'
import type { ForkOptions, UtilityProcess } from 'electron'
import { asUtilityProcess } from './forked-process.ts'
import { clone, strict } from './strict.ts'
import { needReady, type World } from './world.ts'

/** A utility process: here a real child process of Node, so that what runs in it really runs. */
export class FakeUtilityProcess
  extends EventEmitter
  implements Pick<UtilityProcess, 'kill' | 'postMessage' | 'pid'>
{
  readonly #child: ReturnType<typeof asUtilityProcess>
  readonly outside: UtilityProcess
  constructor(file: string, args: string[], options: ForkOptions, world: World) {
    super()
    needReady(world, 'utilityProcess cannot be created before app is ready.')
    if (!isAbsolute(file)) throw new TypeError('Missing UtilityProcess entry script.')
    const execArgv = ['--disable-warning=ExperimentalWarning', ...(options.execArgv ?? [])]
    this.#child = asUtilityProcess(
      fork(file, args, {
        execArgv,
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
    )
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code) => {
      world.utilityProcesses.splice(world.utilityProcesses.indexOf(this), 1)
      // A process that was ended by a signal has no code of its own.
      this.emit('exit', code ?? 1)
    })
    world.utilityProcesses.push(this)
    this.outside = strict<FakeUtilityProcess>(this, 'UtilityProcess') as unknown as UtilityProcess
  }
  get pid(): number | undefined {
    return this.#child.pid
  }
  postMessage(message: unknown): void {
    this.#child.postMessage(clone(message))
  }
  kill(): boolean {
    return this.#child.kill()
  }
}
