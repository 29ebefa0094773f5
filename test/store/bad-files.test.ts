import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openKeyed } from '#electron/store/connection.ts'
import { closeStore, openStore } from '#electron/store/database.ts'
import { transaction } from '#electron/store/transaction.ts'
import {
  closedStore,
  closing,
  damageByte,
  execute,
  KEY,
  newStore,
  OTHER_KEY,
  refusal,
  rows,
  temporaryFolder,
} from './harness.ts'
import { canMount, mountedDisk, remount } from './mounted-disk.ts'

const PAGE = 4096

/** A closed store with enough rows to fill many pages. */
function filledStore(): string {
  const { path, writer } = newStore()
  transaction(writer, (tx) => {
    for (let index = 0; index < 400; index += 1) {
      execute(tx, `INSERT INTO command VALUES (?, 'test', ?, '')`, [
        `c${index}`,
        JSON.stringify('示例'.repeat(100)),
      ])
    }
  })
  closeStore(writer)
  return path
}

describe.each(['write', 'read'] as const)('opened for %s', (mode) => {
  function open(path: string, key = KEY, keyProven = false) {
    return closing(openStore({ path, key, mode: mode as 'write', keyProven }))
  }

  async function refusedUntouched(code: Parameters<typeof refusal>[0], path: string, work: () => unknown) {
    const before = readFileSync(path)
    const failure = await refusal(code, work)
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(failure.hint).toMatch(/请/)
    expect(failure.message + failure.hint).not.toContain(path)
  }

  test('an unencrypted database is refused', async () => {
    const path = join(temporaryFolder(), 'store.db')
    new Sqlite(path).exec('CREATE TABLE resident (name TEXT)').close()
    await refusedUntouched('STORE_PLAINTEXT', path, () => open(path))
  })

  test('another key is refused as a wrong key', async () => {
    const path = filledStore()
    await refusedUntouched('WRONG_KEY', path, () => open(path, OTHER_KEY))
  })

  test('with a proven key a destroyed first page is damage', async () => {
    const path = filledStore()
    damageByte(path, 2000)
    await refusedUntouched('STORE_DAMAGED', path, () => open(path, KEY, true))
  })

  test('a damaged page further in is damage even when the key is not proven', async () => {
    const path = filledStore()
    damageByte(path, statSync(path).size - PAGE * 10 + 100)
    await refusedUntouched('STORE_DAMAGED', path, () => open(path))
  })

  test('a truncated file is damage', async () => {
    const path = filledStore()
    truncateSync(path, statSync(path).size - PAGE * 5)
    await refusedUntouched('STORE_DAMAGED', path, () => open(path))
  })

  test.each([0, 5, 15])('a file of %d bytes is damage and is not filled', async (size) => {
    const path = join(temporaryFolder(), 'store.db')
    writeFileSync(path, 'x'.repeat(size))
    await refusedUntouched('STORE_DAMAGED', path, () => open(path))
  })

  test('noise is refused as unreadable', async () => {
    const path = join(temporaryFolder(), 'store.db')
    writeFileSync(path, Buffer.alloc(PAGE * 4, 'noise'))
    await refusedUntouched('WRONG_KEY', path, () => open(path))
    await refusedUntouched('STORE_DAMAGED', path, () => open(path, KEY, true))
  })

  test('an encrypted database of another program is not taken for a store', async () => {
    const path = closedStore()
    const database = openKeyed(path, KEY, false)
    database.pragma('application_id = 7')
    database.close()
    await refusedUntouched('STORE_DAMAGED', path, () => open(path))
  })

  test('a newer store is refused, naming both versions', async () => {
    const path = closedStore([{ version: 10, name: 'one', up: () => undefined }])
    const older = [{ version: 10, name: 'one', up: () => undefined }]
    const database = openKeyed(path, KEY, false)
    database.pragma('user_version = 9990')
    database.close()
    const before = readFileSync(path)
    const failure = await refusal('STORE_NEWER', () =>
      openStore({ path, key: KEY, mode: mode as 'write', steps: older }),
    )
    expect(failure.message).toMatch(/第 9990 版.*第 10 版/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('a folder in place of the file is refused', async () => {
    const path = join(temporaryFolder(), 'store.db')
    mkdirSync(path)
    await refusal('STORE_MISSING', () => open(path))
  })

  test('a folder where the write-ahead log should be cannot be written', async () => {
    const path = filledStore()
    mkdirSync(`${path}-wal`)
    await refusal('STORE_UNWRITABLE', () => open(path))
  })
})

test('a reader that need not check opens at once, and still tells damage where it meets it', async () => {
  const path = filledStore()
  // The rows were written last, so their pages and those of their index lie at the end of the file.
  const { size } = statSync(path)
  for (let offset = size - 20 * PAGE; offset < size; offset += PAGE) damageByte(path, offset + 100)
  const reader = closing(openStore({ path, key: KEY, mode: 'read', alreadyChecked: true }))
  await refusal('STORE_DAMAGED', () => rows(reader, 'SELECT sum(length(result)) FROM command'))
})

test('rubbish after the last page is no damage', () => {
  const path = filledStore()
  appendFileSync(path, 'rubbish')
  const reader = closing(openStore({ path, key: KEY, mode: 'read' }))
  expect(rows(reader, 'SELECT count(*) AS n FROM command')).toEqual([{ n: 400 }])
})

test.each([
  ['a folder that is a file', (folder: string) => join(folder, 'file', 'store.db')],
  ['a folder that is not there', (folder: string) => join(folder, 'missing', 'store.db')],
])('a store cannot be created in %s', async (_name, place) => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  await refusal('STORE_UNWRITABLE', () => openStore({ path: place(folder), key: KEY, mode: 'create' }))
})

describe('on a disk that may not be written', () => {
  async function expectRefused(folder: string): Promise<void> {
    const path = join(folder, 'store.db')
    for (const mode of ['write', 'read'] as const) {
      await refusal('STORE_UNWRITABLE', () => openStore({ path, key: KEY, mode: mode as 'write' }))
    }
    const other = join(folder, 'other.db')
    await refusal('STORE_UNWRITABLE', () => openStore({ path: other, key: KEY, mode: 'create' }))
  }

  // Permissions do not bind root, a disk mounted read-only does.
  test.runIf(canMount())('mounted read-only: opening and creating are refused with the reason', async () => {
    const folder = mountedDisk(4)
    copyFileSync(filledStore(), join(folder, 'store.db'))
    remount(folder, 'ro')
    await expectRefused(folder)
  })

  test.runIf(process.getuid?.() !== 0 && process.platform !== 'win32')(
    'without permission: opening and creating are refused with the reason',
    async () => {
      const folder = temporaryFolder()
      copyFileSync(filledStore(), join(folder, 'store.db'))
      chmodSync(join(folder, 'store.db'), 0o444)
      chmodSync(folder, 0o555)
      try {
        await expectRefused(folder)
      } finally {
        chmodSync(folder, 0o755)
      }
    },
  )
})
