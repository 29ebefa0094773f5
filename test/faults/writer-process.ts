import { writeSync } from 'node:fs'
import { openStore } from '#electron/store/database.ts'
import { transaction } from '#electron/store/transaction.ts'
import { lastStep, writeStep } from './steps.ts'

// Writes to a store as fast as it can until it is killed: `node writer-process.ts STORE KEY`. After each commit,
// and never before, its number goes down the pipe.
const [path = '', key = ''] = process.argv.slice(2)
const writer = openStore({ path, key, mode: 'write' })
for (let step = lastStep(writer) + 1; ; step += 1) {
  transaction(writer, (tx) => writeStep(tx, step))
  writeSync(1, `${step}\n`)
}
