import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { change, expectAppendOnly, expectRefused, type MigrationCase } from './migration-case.ts'

const PAPER = 'INSERT INTO paper VALUES'
const SHA = 'a'.repeat(64)
const PDF = `x'255044462d312e37'`

/** Papers as they were issued, and their prints. */
export const papers: MigrationCase = {
  version: 40,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
    execute(
      tx,
      `INSERT INTO resident VALUES
        ('r1', '示例·甲', '33028219900101001X', '男', '1990-01-01', NULL, '示例镇', '', 'a1')`,
    )
    execute(
      tx,
      `INSERT INTO round VALUES ('o1', '示例批次', 50, '["示例镇"]', 30000, '2026-03-31', '[]', 'seed', 'open')`,
    )
    execute(tx, `INSERT INTO case_file VALUES ('k1', 'SL-1', 'r1', 'o1', 'seated', 7500, '', 'a1')`)
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT receipt_no FROM case_file')).toEqual([{ receipt_no: 'SL-1' }])
    const values = `2026, 1, 'notice', '1', '示例通知书', 'k1', '{}'`
    change(writer, `${PAPER} ('p1', '示例〔2026〕1号', ${values}, '${SHA}', 1, 'a1', '', ${PDF})`)
    expectAppendOnly(writer, 'paper', 'id')
    change(writer, `INSERT INTO paper_print VALUES (1, 'p1', 'a1', '', 0, NULL)`)
    change(writer, `UPDATE paper_print SET outcome = 'cancelled' WHERE seq = 1`)
    change(writer, `INSERT INTO paper_print VALUES (2, 'p1', 'a1', '', 0, NULL)`)
    change(writer, `INSERT INTO paper_print VALUES (3, 'p1', 'a1', '', 1, NULL)`)
    change(writer, `UPDATE paper_print SET outcome = 'done' WHERE seq = 3`)
    expectRefused(writer, {
      'a number twice': `${PAPER} ('p2', '示例〔2026〕1号', ${values}, '${SHA}', 1, 'a1', '', ${PDF})`,
      'bytes that are no PDF': `${PAPER} ('p2', '示例〔2026〕2号', ${values}, '${SHA}', 1, 'a1', '', x'00')`,
      'a short hash': `${PAPER} ('p2', '示例〔2026〕2号', ${values}, 'abc', 1, 'a1', '', ${PDF})`,
      'a second original': `INSERT INTO paper_print VALUES (4, 'p1', 'a1', '', 0, NULL)`,
      'a print of nothing': `INSERT INTO paper_print VALUES (4, 'p9', 'a1', '', 1, NULL)`,
      'an unknown outcome': `UPDATE paper_print SET outcome = 'lost' WHERE seq = 2`,
      'settling a print twice': `UPDATE paper_print SET outcome = 'cancelled' WHERE seq = 3`,
      'unsettling a print': `UPDATE paper_print SET outcome = NULL WHERE seq = 1`,
      'turning a copy into the original': `UPDATE paper_print SET copy = 1, outcome = 'done' WHERE seq = 2`,
      'deleting a print': `DELETE FROM paper_print WHERE seq = 1`,
      'replacing a print': `INSERT OR REPLACE INTO paper_print VALUES (1, 'p1', 'a1', '', 1, NULL)`,
    })
  },
}
