import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { change, expectAppendOnly, expectRefused, type MigrationCase } from './migration-case.ts'

const CASE = 'INSERT INTO case_file VALUES'

/** Rounds and cases with their actions, allocation runs with their seats, and number series. */
export const cases: MigrationCase = {
  version: 30,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
    execute(
      tx,
      `INSERT INTO resident VALUES
        ('r1', '示例·甲', '33028219900101001X', '男', '1990-01-01', NULL, '示例镇', '', 'a1')`,
    )
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT name FROM resident')).toEqual([{ name: '示例·甲' }])
    change(writer, `INSERT INTO number_series VALUES ('示例', 2026, 1)`)
    change(
      writer,
      `INSERT INTO round VALUES ('o1', '示例批次', 50, '["示例镇"]', 30000, '2026-03-31', '[]', 'seed', 'open')`,
    )
    change(writer, `INSERT INTO round_action VALUES (1, 'o1', 'open', 'a1', '')`)
    change(writer, `${CASE} ('k1', 'SL-1', 'r1', 'o1', 'submitted', 7500, '', 'a1')`)
    change(writer, `INSERT INTO case_action VALUES (1, 'k1', 'submit', 'a1', '', NULL, '{}')`)
    change(writer, `INSERT INTO round_run VALUES ('u1', 'o1', '{}', '{}', 'h', 'p', 'e', 'seed', 'a1', '')`)
    change(writer, `INSERT INTO seat VALUES ('u1', 'k1', 1, 1, 7500, '示例镇', '名额内')`)
    expectAppendOnly(writer, 'round_action', 'seq')
    expectAppendOnly(writer, 'case_action', 'seq')
    expectAppendOnly(writer, 'round_run', 'id')
    expectRefused(writer, {
      'a second open case in a round': `${CASE} ('k2', 'SL-2', 'r1', 'o1', 'submitted', 7500, '', 'a1')`,
      'a receipt number twice': `${CASE} ('k2', 'SL-1', 'r1', 'o1', 'withdrawn', 7500, '', 'a1')`,
      'an unknown status': `UPDATE case_file SET status = 'lost'`,
      'a return without a reason': `INSERT INTO case_action VALUES (2, 'k1', 'return', 'a1', '', NULL, '{}')`,
      'a case of nobody': `${CASE} ('k2', 'SL-2', 'nobody', 'o1', 'submitted', 7500, '', 'a1')`,
      'a round without towns': `UPDATE round SET towns = '[]'`,
      'a round without places': 'UPDATE round SET places = 0',
      'moving a seat': 'UPDATE seat SET rank = 2',
      'deleting a seat': 'DELETE FROM seat',
      'the same case seated twice': `INSERT INTO seat VALUES ('u1', 'k1', 2, 1, 7500, '示例镇', '名额内')`,
      'a number series twice': `INSERT INTO number_series VALUES ('示例', 2026, 5)`,
    })
    change(writer, `UPDATE case_file SET status = 'withdrawn'`)
    change(writer, `${CASE} ('k2', 'SL-2', 'r1', 'o1', 'submitted', 7500, '', 'a1')`)
  },
}
