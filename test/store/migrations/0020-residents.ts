import { expect } from 'vitest'
import { transaction } from '#electron/store/transaction.ts'
import { execute, rows } from '../harness.ts'
import { change, expectRefused, type MigrationCase } from './migration-case.ts'

const RESIDENT = 'INSERT INTO resident VALUES'
const FACT = 'INSERT INTO fact VALUES'
const MONTHS = `'insuredMonths', '{"kind":"insuredMonths"}', '{}', 'a1', ''`

/** Residents, their facts and the points of the day. */
export const residents: MigrationCase = {
  version: 20,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT login FROM account')).toEqual([{ login: 'clerk' }])
    change(
      writer,
      `${RESIDENT} ('r1', '示例·甲', '33028219900101001X', '男', '1990-01-01', '13800000000', '示例镇', '', 'a1')`,
    )
    change(writer, `${FACT} ('f1', 'r1', ${MONTHS}, NULL)`)
    transaction(writer, (tx) => {
      execute(tx, `UPDATE fact SET superseded_by = 'f2' WHERE id = 'f1'`)
      execute(tx, `${FACT} ('f2', 'r1', ${MONTHS}, NULL)`)
    })
    change(writer, `INSERT INTO resident_points VALUES ('r1', '2026-03-02', 'pack', 7500, 1)`)
    expectRefused(writer, {
      'an identity number twice': `${RESIDENT} ('r2', '示例·乙', '33028219900101001X', '女', '1990-01-01', NULL, '示例镇', '', 'a1')`,
      'a lower-case check digit': `${RESIDENT} ('r2', '示例·乙', '33028219900101002x', '女', '1990-01-01', NULL, '示例镇', '', 'a1')`,
      'a short telephone number': `${RESIDENT} ('r2', '示例·乙', '330282199001010029', '女', '1990-01-01', '138', '示例镇', '', 'a1')`,
      'a fact of nobody': `${FACT} ('f3', 'nobody', ${MONTHS}, NULL)`,
      'a second current fact of a kind': `${FACT} ('f3', 'r1', ${MONTHS}, NULL)`,
      'a fact whose value is of another kind': `${FACT} ('f3', 'r1', 'education', '{"kind":"skill"}', '{}', 'a1', '', NULL)`,
      'changing the value of a fact': `UPDATE fact SET value = '{"kind":"insuredMonths","n":1}' WHERE id = 'f2'`,
      'superseding a fact again': `UPDATE fact SET superseded_by = NULL WHERE id = 'f1'`,
      'superseding a fact by nothing that exists': `UPDATE fact SET superseded_by = 'f9' WHERE id = 'f2'`,
      'deleting a fact': `DELETE FROM fact WHERE id = 'f1'`,
      'points below zero': `UPDATE resident_points SET points_x100 = -1`,
    })
  },
}
