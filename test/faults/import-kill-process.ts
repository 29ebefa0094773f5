import { writeSync } from 'node:fs'
import { createChangeFeed } from '#electron/services/changes.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { ImportStages } from '#electron/services/imports/stages.ts'
import { loadResources } from '#electron/services/resources.ts'
import { openStore } from '#electron/store/database.ts'
import { findActiveAccount } from '#electron/store/tables/office.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { apply, preview } from '#test/services/imports/import-files.ts'
import { countBatches, fileNumber } from './import-kill-files.ts'

// Takes files in, one after another, until it is killed: `node import-kill-process.ts STORE KEY LOGIN`. Before each is
// taken in, and again when it is, its number goes down the pipe.
const [path = '', key = '', login = ''] = process.argv.slice(2)
const writer = openStore({ path, key, mode: 'write' })
const account = findActiveAccount(writer, login)
if (account === undefined) throw new Error('the store has no such account')
const today = parsePlainDate('2026-06-18')
const context: ServiceContext = {
  reader: writer,
  writer,
  account: { accountId: account.id, login, name: account.name, role: account.role },
  stages: new ImportStages(),
  clock: { now: () => '2026-06-18T01:00:00.000Z', today: () => today },
  resources: loadResources('resources'),
  documents: { pdf: unused, svg: unused, checkCoverage: unused },
  changes: createChangeFeed(),
}
for (let number = countBatches(writer) + 1; ; number += 1) {
  const { stageId } = await preview(context, fileNumber(number))
  writeSync(1, `taking ${number}\n`)
  await apply(context, stageId)
  writeSync(1, `taken ${number}\n`)
}

function unused(): never {
  throw new Error('no paper is made here')
}
