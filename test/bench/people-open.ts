import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { createChangeFeed } from '#electron/services/changes.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { ImportStages } from '#electron/services/imports/stages.ts'
import { loadResources, type Resources } from '#electron/services/resources.ts'
import { applySettings, connection } from '#electron/store/connection.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore, type Reader, type Writer } from '#electron/store/database.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { findActiveAccount } from '#electron/store/tables/office.ts'
import { type PlainDate, parsePlainDate } from '#shared/base/plain-date.ts'
import type { City } from '#test/fixtures/people-generator.ts'

/** The day on which the measured counter works. */
export const ON: PlainDate = parsePlainDate('2026-06-18')
export const LOGIN = { login: 'celiang', password: '示例口令一二三四五六' }
export const SUPERVISOR = { login: 'zhuguan', password: '示例口令一二三四五六' }
export const RESOURCES_DIR = join(import.meta.dirname, '../../resources')

let resources: Resources | undefined

export function benchResources(): Resources {
  resources ??= loadResources(RESOURCES_DIR)
  return resources
}

export function cityOf(residents: number): City {
  return { seed: 'bench', residents, towns: benchResources().towns, on: ON }
}

/** The id that the `seq`th resident of the city has in the store. */
export function residentId(seq: number): string {
  return `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`
}

export function plainPath(folder: string): string {
  return `${storePaths(folder).store}.plain`
}

export function storeBytes(folder: string): { encrypted: number; plain: number } {
  return { encrypted: statSync(storePaths(folder).store).size, plain: statSync(plainPath(folder)).size }
}

/** Reads both files once, so that neither store has to wait for the disk. */
export async function warmUp(folder: string): Promise<void> {
  for (const file of [storePaths(folder).store, plainPath(folder)]) {
    for await (const _bytes of createReadStream(file, { highWaterMark: 2 ** 22 }));
  }
}

/** What the measured services are given: readers of both stores, and a writer of the encrypted one. */
export async function openBoth(folder: string) {
  const { store, keys } = storePaths(folder)
  const key = await unlockSlot(keys, LOGIN.login, LOGIN.password)
  const how = { path: store, key, keyProven: true, alreadyChecked: true } as const
  const writer = openStore({ ...how, mode: 'write' })
  const reader = openStore({ ...how, mode: 'read' })
  const plain = openPlain(plainPath(folder))
  return {
    encrypted: contextOf(reader),
    plain: contextOf(plain),
    withWriter: { ...contextOf(writer), writer },
    close() {
      for (const each of [writer, reader, plain]) closeStore(each)
    },
  }
}

/** A reader of the unencrypted store, with the settings of every other connection. */
function openPlain(path: string): Reader {
  const database = new Sqlite(path, { readonly: true, fileMustExist: true })
  applySettings(database, true)
  return { [connection]: { path, database, statements: new Map() } }
}

/** What the batch worker is given: a writing connection, and room for files that lie in memory. */
export function batchContext(writer: Writer, who = LOGIN.login): ServiceContext {
  return { ...contextOf(writer, who), writer, stages: new ImportStages() }
}

function contextOf(reader: Reader, who = LOGIN.login): ServiceContext {
  const account = findActiveAccount(reader, who)
  if (account === undefined) throw new Error('the city has an account')
  const { id: accountId, login, name, role } = account
  return {
    reader,
    writer: null,
    account: { accountId, login, name, role },
    stages: null,
    clock: { now: () => `${ON}T01:00:00.000Z`, today: () => ON },
    resources: benchResources(),
    documents: { pdf: unused, svg: unused, checkCoverage: unused },
    changes: createChangeFeed(),
  }
}

function unused(): never {
  throw new Error('no paper is made here')
}
