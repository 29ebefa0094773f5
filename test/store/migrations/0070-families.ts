import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { change, expectRefused, type MigrationCase } from './migration-case.ts'

const MEMBER = 'INSERT INTO household_member VALUES'
const RELATION = 'INSERT INTO relation VALUES'
const PAIR = 'INSERT INTO duplicate_pair VALUES'
const MERGE = 'INSERT INTO resident_merge VALUES'
const LASTING = `'{}', 'a1', '', NULL, NULL, NULL, NULL`

/** Households with their members, relations, suspected duplicates and merges. */
export const families: MigrationCase = {
  version: 70,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
    for (const serial of [1, 2, 3])
      execute(
        tx,
        `INSERT INTO resident (id, name, id_number, sex, birth, town, registered_at, registered_by)
          VALUES ('r${serial}', '示例·${serial}', '33028219900101000${serial}', '男', '1990-01-01', '示例镇', '', 'a1')`,
      )
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT seq FROM resident')).toEqual([{ seq: 1 }, { seq: 2 }, { seq: 3 }])
    change(writer, `INSERT INTO household VALUES ('h1', '示例镇', NULL, 'a1', '')`)
    change(writer, `${MEMBER} (1, 'h1', 1, 'a1', '', 'a1', '')`)
    change(writer, `${MEMBER} (2, 'h1', 1, 'a1', '', NULL, NULL)`)
    change(writer, `${RELATION} (1, 'spouse', 1, 2, NULL, ${LASTING})`)
    change(writer, `${RELATION} (2, 'parentOf', 2, 1, 'both', ${LASTING})`)
    change(
      writer,
      `${RELATION} (3, 'guardianOf', 1, 3, NULL, '{}', 'a1', '', '2026-01-01', '示例', 'a1', '')`,
    )
    change(writer, `${RELATION} (4, 'guardianOf', 1, 3, NULL, ${LASTING})`)
    change(writer, `${PAIR} (1, 1, 2, '同名', '', 'open', NULL, NULL, NULL)`)
    change(writer, `${MERGE} ('m1', 1, 3, '示例', '[]', 'a1', '', NULL, NULL, NULL)`)
    change(
      writer,
      `UPDATE resident_merge SET undone_reason = '示例', undone_by = 'a1', undone_at = '' WHERE id = 'm1'`,
    )
    change(writer, `${MERGE} ('m2', 1, 3, '示例', '[]', 'a1', '', NULL, NULL, NULL)`)
    expectRefused(writer, {
      'a household without a town': `UPDATE household SET town = ''`,
      'an empty address': `UPDATE household SET address = ''`,
      'a second household of a person': `${MEMBER} (3, 'h1', 1, 'a1', '', NULL, NULL)`,
      'a member of no household': `${MEMBER} (3, 'h9', 2, 'a1', '', NULL, NULL)`,
      'a member who is nobody': `${MEMBER} (3, 'h1', 99, 'a1', '', NULL, NULL)`,
      'leaving by nobody': `UPDATE household_member SET left_at = '' WHERE seq = 2`,
      'deleting a member': 'DELETE FROM household_member WHERE seq = 1',
      'replacing a member': `INSERT OR REPLACE INTO household_member VALUES (1, 'h1', 2, 'a1', '', NULL, NULL)`,
    })
    expectRefused(writer, {
      'a relation twice': `${RELATION} (5, 'spouse', 1, 2, NULL, ${LASTING})`,
      'a spouse the other way round': `${RELATION} (5, 'spouse', 3, 2, NULL, ${LASTING})`,
      'a relation to oneself': `${RELATION} (5, 'guardianOf', 1, 1, NULL, ${LASTING})`,
      'an unknown relation': `${RELATION} (5, 'auntOf', 1, 2, NULL, ${LASTING})`,
      'custody of a spouse': `${RELATION} (5, 'spouse', 2, 3, 'both', ${LASTING})`,
      'an unknown custody': `UPDATE relation SET custody = 'none' WHERE seq = 2`,
      'a relation to nobody': `${RELATION} (5, 'spouse', 2, 99, NULL, ${LASTING})`,
      'a source that is not JSON': `UPDATE relation SET source = '示例' WHERE seq = 1`,
      'an end without a reason': `UPDATE relation SET ended_by = 'a1', ended_at = '' WHERE seq = 1`,
      'an end by nobody': `UPDATE relation SET ended_reason = '示例', ended_at = '' WHERE seq = 1`,
      'an empty reason': `UPDATE relation SET ended_reason = '', ended_by = 'a1', ended_at = '' WHERE seq = 1`,
      'deleting a relation': 'DELETE FROM relation WHERE seq = 1',
      'replacing a relation': 'INSERT OR REPLACE INTO relation SELECT * FROM relation WHERE seq = 1',
    })
    expectRefused(writer, {
      'a pair twice': `${PAIR} (2, 1, 2, '同名', '', 'open', NULL, NULL, NULL)`,
      'a pair the other way round': `${PAIR} (2, 2, 1, '同名', '', 'open', NULL, NULL, NULL)`,
      'a pair of one': `${PAIR} (2, 2, 2, '同名', '', 'open', NULL, NULL, NULL)`,
      'a pair with nobody': `${PAIR} (2, 2, 99, '同名', '', 'open', NULL, NULL, NULL)`,
      'a pair without a why': `${PAIR} (2, 2, 3, '', '', 'open', NULL, NULL, NULL)`,
      'an unknown state': `UPDATE duplicate_pair SET state = 'lost', decided_by = 'a1'`,
      'merged by nobody': `UPDATE duplicate_pair SET state = 'merged'`,
      'different without a reason': `UPDATE duplicate_pair SET state = 'different', decided_by = 'a1'`,
      'different for an empty reason': `UPDATE duplicate_pair SET state = 'different', decided_by = 'a1', reason = ''`,
      'deleting a pair': 'DELETE FROM duplicate_pair',
      'replacing a pair': 'INSERT OR REPLACE INTO duplicate_pair SELECT * FROM duplicate_pair',
    })
    expectRefused(writer, {
      'merged twice at once': `${MERGE} ('m3', 2, 3, '示例', '[]', 'a1', '', NULL, NULL, NULL)`,
      'merged with itself': `${MERGE} ('m3', 2, 2, '示例', '[]', 'a1', '', NULL, NULL, NULL)`,
      'merged into nobody': `${MERGE} ('m3', 99, 2, '示例', '[]', 'a1', '', NULL, NULL, NULL)`,
      'merged without a reason': `${MERGE} ('m3', 1, 2, '', '[]', 'a1', '', NULL, NULL, NULL)`,
      'what lost its place is not JSON': `${MERGE} ('m3', 1, 2, '示例', '1,', 'a1', '', NULL, NULL, NULL)`,
      'undoing half': `UPDATE resident_merge SET undone_at = '' WHERE id = 'm2'`,
      'undoing without a reason': `UPDATE resident_merge SET undone_by = 'a1', undone_at = '' WHERE id = 'm2'`,
      'undoing twice': `UPDATE resident_merge SET undone_at = '2026' WHERE id = 'm1'`,
      'taking an undoing back': `UPDATE resident_merge SET undone_reason = NULL, undone_by = NULL, undone_at = NULL WHERE id = 'm1'`,
      'another kept record': `UPDATE resident_merge SET kept = 2 WHERE id = 'm2'`,
      'deleting a merge': `DELETE FROM resident_merge WHERE id = 'm1'`,
      'replacing a merge': `INSERT OR REPLACE INTO resident_merge SELECT * FROM resident_merge WHERE id = 'm1'`,
    })
  },
}
