import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createText } from '../contract/text.ts'
import { createFileLog } from '../ports/log.ts'
import { type StandaloneDesk, startPracticeDesk, startProviderDesk } from '../practice-desk.ts'
import { defaultDataDir } from '../setup.ts'

/** What the command line says of a desk; see `desk/README.md`. */
export type DeskOptions = {
  port?: number
  dataDir?: string
  /** Copy everything into this folder and end. */
  backup?: string
  newAdmin?: true
  backedUp?: true
}

// A folder with a `desk.yaml` is a provider's desk.
const start = async (dataDir: string, { port, newAdmin, backedUp }: DeskOptions): Promise<StandaloneDesk> => {
  const log = createFileLog(join(dataDir, 'desk.log'))
  return existsSync(join(dataDir, 'desk.yaml'))
    ? startProviderDesk(dataDir, log, { port, databaseUrl: process.env.DATABASE_URL, newAdmin, backedUp })
    : startPracticeDesk(dataDir, createText('ja')('desk.practiceName'), log, port ?? 8650)
}

/** `cli desk` and `npm run desk`: the consultation desk alone, until Ctrl+C. */
export const desk = async (options: DeskOptions): Promise<number> => {
  const dataDir = resolve(options.dataDir ?? join(defaultDataDir(process.platform, process.env), 'desk'))
  if (options.backup !== undefined) {
    const to = resolve(options.backup)
    const { backUpDesk } = await import('../../desk/backup.ts')
    await backUpDesk({ dataDir, to, databaseUrl: process.env.DATABASE_URL })
    console.log(JSON.stringify({ type: 'backup', folder: to }))
    return 0
  }
  const running = await start(dataDir, options)
  console.log(JSON.stringify({ type: 'desk', url: running.url, operator: running.operatorLink() }))
  console.error(createText('ja')('console.howToStop'))
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })
  await running.stop()
  return 0
}
