import { join, resolve } from 'node:path'
import { createText } from '../contract/text.ts'
import { createFileLog } from '../ports/log.ts'
import { startPracticeDesk } from '../practice-desk.ts'
import { defaultDataDir } from '../setup.ts'

/** `cli desk` and `npm run desk`: the consultation desk alone, until Ctrl+C. */
export const desk = async (options: { port: number; dataDir?: string }): Promise<number> => {
  const dataDir = resolve(options.dataDir ?? join(defaultDataDir(process.platform, process.env), 'desk'))
  const text = createText('ja')
  const log = createFileLog(join(dataDir, 'desk.log'))
  const running = await startPracticeDesk(dataDir, text('desk.practiceName'), log, options.port)
  console.log(JSON.stringify({ type: 'desk', url: running.url, operator: running.operatorLink() }))
  console.error(text('console.howToStop'))
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })
  await running.stop()
  return 0
}
