import { CompiledQuery } from 'kysely'
import type { Reader } from '#electron/store/database.ts'
import { all } from '#electron/store/query.ts'
import { addDays, parsePlainDate } from '#shared/base/plain-date.ts'
import { fileOf, type TestFile } from '#test/services/imports/import-files.ts'
import { idNumber, TOWN } from '#test/services/test-people.ts'

/** Rows of each file. */
export const FILE_ROWS = 600

/** The files in order: people of a day of birth, then months of those people, then people of the next day. */
export function fileNumber(number: number): TestFile {
  const birth = addDays(parsePlainDate('1970-01-01'), Math.ceil(number / 2)).replaceAll('-', '')
  const people = Array.from({ length: FILE_ROWS }, (_, serial) => ({
    name: `示例·第${serial}人`,
    id: idNumber(serial, birth),
  }))
  return number % 2 === 1
    ? fileOf(
        'residents',
        people.map(({ name, id }) => [name, id, '', TOWN]),
      )
    : fileOf(
        'contributions',
        people.map(({ name, id }) => [id, name, '养老保险', '2024-01', '2025-12', '正常']),
      )
}

export function countBatches(reader: Reader): number {
  return Number(raw(reader, 'SELECT count(*) AS n FROM import_batch')[0]?.n)
}

/** The number of files in the store; throws where one is there in part. */
export function countWhole(reader: Reader): number {
  const batches = raw(
    reader,
    `SELECT seq, dataset, rows, added, (SELECT count(*) FROM resident WHERE batch = import_batch.seq) AS people,
      (SELECT count(*) FROM fact WHERE batch = import_batch.seq AND state = 'accepted') AS facts FROM import_batch`,
  )
  for (const { seq, dataset, added, people, facts } of batches) {
    const isPeople = dataset === 'residents'
    const isWhole =
      added === FILE_ROWS && people === (isPeople ? added : 0) && facts === (isPeople ? 0 : added)
    if (!isWhole)
      throw new Error(`file ${seq} is there in part: ${people} people, ${facts} facts of ${added}`)
  }
  const [found] = raw(
    reader,
    `SELECT (SELECT count(*) FROM resident) AS people, (SELECT sum(n) FROM resident_tally) AS tallied,
      (SELECT count(DISTINCT resident) FROM search_key) AS found,
      (SELECT count(*) FROM audit WHERE action = 'imports.takeIn') AS recorded`,
  )
  const people = Math.ceil(batches.length / 2) * FILE_ROWS
  const expected = { people, tallied: people, found: people, recorded: batches.length }
  if (batches.length > 0 && JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`${JSON.stringify(found)}, not ${JSON.stringify(expected)}`)
  }
  return batches.length
}

function raw(reader: Reader, sql: string): Record<string, unknown>[] {
  return all(reader, CompiledQuery.raw(sql) as CompiledQuery<Record<string, unknown>>)
}
