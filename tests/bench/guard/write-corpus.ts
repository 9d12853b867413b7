import { writeCorpus } from './playground.ts'

/** `write-corpus.ts FOLDER COUNT SEED`: in a process of its own, so that its work is not counted as the guard's. */
const [folder, count, seed] = process.argv.slice(2)
writeCorpus(folder!, Number(count), 200, Number(seed))
