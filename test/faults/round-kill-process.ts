import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createChangeFeed } from '#electron/services/changes.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { ImportStages } from '#electron/services/imports/stages.ts'
import { loadResources } from '#electron/services/resources.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { freezeRound } from '#electron/services/rounds/freeze.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { runRound } from '#electron/services/rounds/run.ts'
import { openStore } from '#electron/store/database.ts'
import { findActiveAccount } from '#electron/store/tables/office.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'

// Brings one round on until it is killed or the round is published: `node round-kill-process.ts STORE KEY ROUND`, with
// the ids of the four commands after it. Each step begins with a line down the pipe and ends with its answer.
const [path = '', key = '', roundId = '', ...ids] = process.argv.slice(2)
const [freezeId = '', runId = '', announceId = '', publishId = ''] = ids
const writer = openStore({ path, key, mode: 'write' })
const on = parsePlainDate('2026-06-18')
const resources = loadResources('resources')

function as(login: string): ServiceContext {
  const account = findActiveAccount(writer, login)
  if (account === undefined) throw new Error('the store has no such account')
  return {
    reader: writer,
    writer,
    stages: new ImportStages(),
    account: { accountId: account.id, login, name: account.name, role: account.role },
    clock: { now: () => '2026-06-18T01:00:00.000Z', today: () => on },
    resources,
    documents: { pdf: unused, svg: unused, checkCoverage: unused },
    changes: createChangeFeed(),
  }
}

async function work(step: typeof freezeRound, commandId: string): Promise<void> {
  writeSync(1, `${step.name}\n`)
  const signal = new AbortController().signal
  for await (const { id } of step(as('jingban'), { commandId, roundId }, signal))
    if (id !== undefined) writeSync(1, `${step.name} ${id}\n`)
}

await work(freezeRound, freezeId)
await work(runRound, runId)
writeSync(1, 'publish\n')
announceRound(as('jingban'), { commandId: announceId, roundId })
publishRound(as('zhuguan'), { commandId: publishId, roundId })
writeSync(1, `publish ${randomUUID()}\n`)

function unused(): never {
  throw new Error('no paper is made here')
}
