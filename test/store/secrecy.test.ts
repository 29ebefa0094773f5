import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { connection } from '#electron/store/connection.ts'
import { closeStore, type Writer } from '#electron/store/database.ts'
import { transaction } from '#electron/store/transaction.ts'
import { execute, newStore } from './harness.ts'

const MARKER = 'SHI-LI-MARKER-330282199001010000'

function fill(writer: Writer, count: number): void {
  transaction(writer, (tx) => {
    for (let index = 0; index < count; index += 1) {
      const result = JSON.stringify(`${MARKER}${'示例'.repeat(60)}${index}`)
      execute(tx, `INSERT INTO command VALUES (?, 'test', ?, '')`, [`c${index}`, result])
    }
  })
}

/** The files beside the store in which the text can be read. */
function filesShowing(path: string, text: string): string[] {
  const folder = dirname(path)
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text))
}

test('what was written stands in clear in no file: store, write-ahead log, shared memory', () => {
  const { path, writer } = newStore()
  fill(writer, 2000)
  expect(readdirSync(dirname(path)).sort()).toEqual(['store.db', 'store.db-shm', 'store.db-wal'])
  expect(readFileSync(`${path}-wal`).length).toBeGreaterThan(100_000)
  expect(filesShowing(path, MARKER)).toEqual([])
  closeStore(writer)
  expect(readdirSync(dirname(path))).toEqual(['store.db'])
  expect(filesShowing(path, MARKER)).toEqual([])
  expect(filesShowing(path, 'CREATE TABLE')).toEqual([])
})

/** SQLite's temporary files this process holds open; they have no name any more, but this system shows them. */
function temporaryFiles(): string[] {
  return readdirSync('/proc/self/fd')
    .map((name) => `/proc/self/fd/${name}`)
    .filter((handle) => linkOf(handle).includes('etilqs_'))
}

function linkOf(handle: string): string {
  try {
    return readlinkSync(handle)
  } catch {
    // The handle that was listing the folder is closed by now.
    return ''
  }
}

/** Sorts more than a small cache holds and looks for temporary files while the sort is under way. */
function temporaryFilesOfSort(writer: Writer): string[] {
  writer[connection].database.pragma('cache_size = 50')
  const sort = writer[connection].database.prepare(
    'SELECT result FROM command ORDER BY substr(result, -4), result',
  )
  for (const _row of sort.iterate()) {
    return temporaryFiles().filter((handle) => readFileSync(handle).includes(MARKER))
  }
  return []
}

test.runIf(process.platform === 'linux')(
  'a sort larger than the cache leaves nothing in clear on the disk',
  () => {
    const { writer } = newStore()
    fill(writer, 20_000)
    expect(temporaryFilesOfSort(writer)).toEqual([])
    // Without the setting the same sort does show it: the look-out sees what it is there to see.
    writer[connection].database.pragma('temp_store = FILE')
    expect(temporaryFilesOfSort(writer)).not.toEqual([])
  },
)
