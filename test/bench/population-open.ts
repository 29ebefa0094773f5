import { createReadStream } from 'node:fs'
import { createChangeFeed } from '#electron/services/changes.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { ImportStages } from '#electron/services/imports/stages.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore, type Writer } from '#electron/store/database.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { findActiveAccount } from '#electron/store/tables/office.ts'
import { benchResources, LOGIN, ON } from './people-open.ts'

/** The pack everybody is scored under. */
export const PACK_KEY = 'pack:zj-2023-38'
/** Nobody cancels. */
export const GOING_ON = new AbortController().signal

/** The batch worker's side of the city's store, read once so that it need not wait for the disk. */
export async function openBatch(folder: string) {
  const { store, keys } = storePaths(folder)
  const key = await unlockSlot(keys, LOGIN.login, LOGIN.password)
  for await (const _bytes of createReadStream(store, { highWaterMark: 2 ** 22 }));
  const writer = openStore({ path: store, key, mode: 'write', keyProven: true, alreadyChecked: true })
  return { writer, context: contextOf(writer), close: () => closeStore(writer) }
}

function contextOf(writer: Writer): ServiceContext {
  const account = findActiveAccount(writer, LOGIN.login)
  if (account === undefined) throw new Error('the city has an account')
  const { id: accountId, login, name, role } = account
  return {
    reader: writer,
    writer,
    account: { accountId, login, name, role },
    stages: new ImportStages(),
    clock: { now: () => `${ON}T01:00:00.000Z`, today: () => ON },
    resources: benchResources(),
    documents: { pdf: unused, svg: unused, checkCoverage: unused },
    changes: createChangeFeed(),
  }
}

function unused(): never {
  throw new Error('no paper is made here')
}
