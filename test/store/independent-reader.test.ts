import { DatabaseSync } from 'node:sqlite'
import SqlCipher from '@signalapp/sqlcipher'
import { expect, test } from 'vitest'
import { createStore, storePaths } from '#electron/store/create-store.ts'
import { openStore } from '#electron/store/database.ts'
import { transaction } from '#electron/store/transaction.ts'
import { closing, execute, SET_UP, temporaryFolder } from './harness.ts'

async function newStoreFile(): Promise<{ path: string; key: string }> {
  const folder = temporaryFolder()
  const { key } = await createStore(folder, SET_UP)
  return { path: storePaths(folder).store, key }
}

test('an independent SQLCipher reads the store with the same key, its write-ahead log too', async () => {
  const { path, key } = await newStoreFile()
  const writer = closing(openStore({ path, key, mode: 'write' }))
  transaction(writer, (tx) => {
    execute(tx, `INSERT INTO command VALUES ('in-the-log', 'test', '{}', '')`)
  })
  const other = new SqlCipher(path)
  try {
    other.pragma(`key="x'${key}'"`)
    expect(other.prepare('SELECT name, document_code FROM office').get()).toEqual({
      name: SET_UP.office.name,
      document_code: SET_UP.office.documentCode,
    })
    expect(other.prepare('SELECT id FROM command').all()).toEqual([{ id: 'in-the-log' }])
    expect(other.pragma('cipher_integrity_check')).toEqual([])
    expect(other.pragma('integrity_check', { simple: true })).toBe('ok')
  } finally {
    other.close()
  }
})

test('an independent SQLCipher refuses another key', async () => {
  const { path } = await newStoreFile()
  const other = new SqlCipher(path)
  try {
    other.pragma(`key="x'${'cd'.repeat(32)}'"`)
    expect(() => other.prepare('SELECT name FROM office').get()).toThrow(/not a database/)
  } finally {
    other.close()
  }
})

test('plain SQLite cannot read the store', async () => {
  const { path } = await newStoreFile()
  const plain = new DatabaseSync(path)
  try {
    expect(() => plain.prepare('SELECT name FROM office').get()).toThrow(/not a database/)
  } finally {
    plain.close()
  }
})
