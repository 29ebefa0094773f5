import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createChangeFeed } from '#electron/services/changes.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { ImportStages } from '#electron/services/imports/stages.ts'
import { runPoints } from '#electron/services/population/run.ts'
import { loadResources } from '#electron/services/resources.ts'
import { openStore } from '#electron/store/database.ts'
import { findActiveAccount } from '#electron/store/tables/office.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'

// Scores everybody again and again until it is killed: `node points-kill-process.ts STORE KEY LOGIN`. Before each
// batch, when it begins to be written, and again when it is kept, a line goes down the pipe.
const [path = '', key = '', login = ''] = process.argv.slice(2)
const writer = openStore({ path, key, mode: 'write' })
const account = findActiveAccount(writer, login)
if (account === undefined) throw new Error('the store has no such account')
const on = parsePlainDate('2026-06-18')
const context: ServiceContext = {
  reader: writer,
  writer,
  account: { accountId: account.id, login, name: account.name, role: account.role },
  stages: new ImportStages(),
  clock: { now: () => '2026-06-18T01:00:00.000Z', today: () => on },
  resources: loadResources('resources'),
  documents: { pdf: unused, svg: unused, checkCoverage: unused },
  changes: createChangeFeed(),
}
for (;;) {
  const request = { commandId: randomUUID(), key: 'pack:zj-2023-38', on, purpose: null, reason: '示例' }
  writeSync(1, 'scoring\n')
  for await (const { done, total, runId } of runPoints(context, request, new AbortController().signal)) {
    if (runId !== undefined) writeSync(1, `kept ${runId}\n`)
    else if (done > total / 2) writeSync(1, 'writing\n')
  }
}

function unused(): never {
  throw new Error('no paper is made here')
}
