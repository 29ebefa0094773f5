import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { change, expectRefused, type MigrationCase } from './migration-case.ts'

const SHA = 'a'.repeat(64)
const BATCH = 'INSERT INTO import_batch VALUES'
const EMPLOYER = 'INSERT INTO employer VALUES'

/** A batch of `counts` (rows, added, unchanged, differing, set aside). */
function batch(seq: number, id: string, { dataset = 'residents', counts = '3, 1, 1, 0, 1' } = {}): string {
  return `${BATCH} (${seq}, '${id}', '${dataset}', '{}', '示例.xlsx', '${SHA}', 10, ${counts}, 'a1', '', NULL, NULL, NULL)`
}

/** Receipts of imported files, rows set aside, remembered columns and employers. */
export const imports: MigrationCase = {
  version: 50,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT login FROM account')).toEqual([{ login: 'clerk' }])
    change(writer, batch(1, 'b1'))
    change(writer, batch(2, 'b2', { dataset: 'employers' }))
    change(
      writer,
      `UPDATE import_batch SET undone_reason = '示例', undone_by = 'a1', undone_at = '' WHERE seq = 2`,
    )
    change(writer, `INSERT INTO set_aside_row VALUES (1, 7, '{}', '[]', 'waiting', NULL, NULL)`)
    change(writer, `INSERT INTO column_matching VALUES ('人社', 'residents', '{}', '')`)
    change(writer, `${EMPLOYER} (1, '91330282MADEM00100', '示例厂', '示例镇', NULL, 1, 'accepted')`)
    change(writer, `${EMPLOYER} (2, '91330282MADEM00100', '示例一厂', '示例镇', 1, 1, 'superseded')`)
    expectRefused(writer, {
      'an unknown dataset': batch(3, 'b3', { dataset: 'cats' }),
      'a batch id twice': batch(3, 'b1'),
      'replacing a batch': batch(1, 'b3').replace('INSERT', 'INSERT OR REPLACE'),
      'counts that do not add up': batch(3, 'b3', { counts: '3, 1, 1, 1, 1' }),
      'a short hash': batch(3, 'b3').replace(SHA, 'abc'),
      'a file without a name': batch(3, 'b3').replace('示例.xlsx', ''),
      'a source that is not JSON': batch(3, 'b3').replace(`'{}'`, `'人社'`),
      'a batch of nobody': batch(3, 'b3').replace(`'a1'`, `'a9'`),
      'undoing half': `UPDATE import_batch SET undone_at = '' WHERE seq = 1`,
      'undoing without a reason': `UPDATE import_batch SET undone_by = 'a1', undone_at = '' WHERE seq = 1`,
      'undoing with an empty reason': `UPDATE import_batch SET undone_reason = '', undone_by = 'a1', undone_at = '' WHERE seq = 1`,
      'undoing twice': `UPDATE import_batch SET undone_reason = '示例二' WHERE seq = 2`,
      'taking an undoing back': `UPDATE import_batch SET undone_reason = NULL, undone_by = NULL, undone_at = NULL WHERE seq = 2`,
      'deleting a batch': 'DELETE FROM import_batch WHERE seq = 2',
      'a row set aside twice': `INSERT INTO set_aside_row VALUES (1, 7, '{}', '[]', 'waiting', NULL, NULL)`,
      'a row of no batch': `INSERT INTO set_aside_row VALUES (9, 7, '{}', '[]', 'waiting', NULL, NULL)`,
      'cells that are not JSON': `UPDATE set_aside_row SET cells = '示例'`,
      'findings that are not JSON': `UPDATE set_aside_row SET findings = '示例'`,
      'an unknown state of a row': `UPDATE set_aside_row SET state = 'lost'`,
      'a matching twice': `INSERT INTO column_matching VALUES ('人社', 'residents', '{}', '')`,
      'a matching that is not JSON': `UPDATE column_matching SET columns = '示例'`,
      'a second accepted employer': `${EMPLOYER} (3, '91330282MADEM00100', '示例厂', '示例镇', 0, 1, 'accepted')`,
      'a short employer code': `${EMPLOYER} (3, '9133', '示例厂', '示例镇', 0, 1, 'accepted')`,
      'an employer without a name': `UPDATE employer SET name = ''`,
      'an employer without a town': `UPDATE employer SET town = ''`,
      'half a union': 'UPDATE employer SET unionised = 2',
      'an unknown state of an employer': `UPDATE employer SET state = 'claimed'`,
      'an employer of no batch': `${EMPLOYER} (3, '91330282MADEM00200', '示例厂', '示例镇', 0, 9, 'accepted')`,
      'deleting an employer': 'DELETE FROM employer WHERE seq = 1',
      'replacing an employer': `INSERT OR REPLACE INTO employer VALUES (1, '91330282MADEM00200', '示例厂', '示例镇', 0, 1, 'accepted')`,
    })
  },
}
