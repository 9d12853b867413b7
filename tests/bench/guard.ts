import { run } from './guard/run.ts'

process.exitCode = await run(process.argv.slice(2))
