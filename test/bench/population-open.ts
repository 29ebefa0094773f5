import { createReadStream } from 'node:fs'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore } from '#electron/store/database.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { batchContext, LOGIN } from './people-open.ts'

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
  return { writer, context: batchContext(writer), close: () => closeStore(writer) }
}
