import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createText } from '../contract/text.ts'
import { createFileLog } from '../ports/log.ts'
import { type StandaloneDesk, startPracticeDesk, startProviderDesk } from '../practice-desk.ts'
import { defaultDataDir } from '../setup.ts'

// A folder with a `desk.yaml` is a provider's desk; see `desk/README.md`.
const start = async (dataDir: string, port: number | undefined): Promise<StandaloneDesk> => {
  const log = createFileLog(join(dataDir, 'desk.log'))
  return existsSync(join(dataDir, 'desk.yaml'))
    ? startProviderDesk(dataDir, log, { port, databaseUrl: process.env.DATABASE_URL })
    : startPracticeDesk(dataDir, createText('ja')('desk.practiceName'), log, port ?? 8650)
}

/** `cli desk` and `npm run desk`: the consultation desk alone, until Ctrl+C. */
export const desk = async (options: { port?: number; dataDir?: string }): Promise<number> => {
  const dataDir = resolve(options.dataDir ?? join(defaultDataDir(process.platform, process.env), 'desk'))
  const running = await start(dataDir, options.port)
  console.log(JSON.stringify({ type: 'desk', url: running.url, operator: running.operatorLink() }))
  console.error(createText('ja')('console.howToStop'))
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })
  await running.stop()
  return 0
}
