import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ServiceContext } from '#electron/services/context.ts'
import { ImportStages } from '#electron/services/imports/stages.ts'
import { connection } from '#electron/store/connection.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore, type Writer } from '#electron/store/database.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { LOGINS, openTestOffice, PASSWORD } from '../test-office.ts'

/** One office in which something was done, and as many copies of its store as a test wants to begin from. */
export type OfficeCopies = {
  /** The clerk of a fresh copy; the copy before is closed. */
  fresh(): ServiceContext & { writer: Writer }
  /** The key of every copy, and where the present one lies. */
  key: string
  path: string
  close(): void
}

/** @param settle what every copy has already */
export async function copiesOf(settle: (clerk: ServiceContext) => void): Promise<OfficeCopies> {
  const office = await openTestOffice()
  const clerk = office.as('clerk')
  settle(clerk)
  office.writer[connection].database.pragma('wal_checkpoint(TRUNCATE)')
  const { store, keys } = storePaths(office.folder)
  const key = await unlockSlot(keys, LOGINS.clerk, PASSWORD)
  const path = join(office.folder, 'copy.db')
  let present: Writer | undefined
  const closePresent = () => {
    if (present !== undefined) closeStore(present)
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
  }
  return {
    key,
    path,
    fresh() {
      closePresent()
      copyFileSync(store, path)
      const writer = openStore({ path, key, mode: 'write', keyProven: true, alreadyChecked: true })
      present = writer
      return { ...clerk, reader: writer, writer, stages: new ImportStages() }
    },
    close() {
      closePresent()
      office.close()
    },
  }
}
