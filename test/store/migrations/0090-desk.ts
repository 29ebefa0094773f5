import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { change, expectRefused, type MigrationCase } from './migration-case.ts'

const EXPORT = 'INSERT INTO export_record VALUES'
const SHA = 'a'.repeat(64)

/** Drafts, and the register of exported lists. */
export const desk: MigrationCase = {
  version: 90,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT login FROM account')).toEqual([{ login: 'clerk' }])
    change(writer, `INSERT INTO draft VALUES ('a1', 'register', '{}', '')`)
    const begun = (id: string) =>
      `${EXPORT} ('${id}', 'cases', '["name"]', '{}', '示例', 'a1', '', NULL, NULL, NULL)`
    for (const id of ['x1', 'x2', 'x3']) change(writer, begun(id))
    change(writer, `UPDATE export_record SET outcome = 'done', rows = 0, sha256 = '${SHA}' WHERE id = 'x1'`)
    change(writer, `UPDATE export_record SET outcome = 'cancelled' WHERE id = 'x2'`)
    expectRefused(writer, {
      'a draft twice': `INSERT INTO draft VALUES ('a1', 'register', '{}', '')`,
      'a draft without a key': `INSERT INTO draft VALUES ('a1', '', '{}', '')`,
      'a draft that is not JSON': `UPDATE draft SET body = '示例'`,
      'a draft of nobody': `INSERT INTO draft VALUES ('a9', 'register', '{}', '')`,
      'an export of no list': begun('x4').replace('cases', ''),
      'no columns': begun('x4').replace('["name"]', '[]'),
      'columns that are not JSON': begun('x4').replace('["name"]', 'name'),
      'a question that is not JSON': begun('x4').replace('{}', '示例?'),
      'no reason': begun('x4').replace('示例', ''),
      'an export of nobody': begun('x4').replace('a1', 'a9'),
      'an unknown outcome': `UPDATE export_record SET outcome = 'lost' WHERE id = 'x3'`,
      'done without rows': `UPDATE export_record SET outcome = 'done', sha256 = '${SHA}' WHERE id = 'x3'`,
      'done without a hash': `UPDATE export_record SET outcome = 'done', rows = 1 WHERE id = 'x3'`,
      'fewer rows than none': `UPDATE export_record SET outcome = 'done', rows = -1, sha256 = '${SHA}' WHERE id = 'x3'`,
      'a short hash': `UPDATE export_record SET outcome = 'done', rows = 1, sha256 = 'abc' WHERE id = 'x3'`,
      'cancelled with a file': `UPDATE export_record SET outcome = 'cancelled', rows = 1, sha256 = '${SHA}' WHERE id = 'x3'`,
      'settling twice': `UPDATE export_record SET outcome = 'cancelled', rows = NULL, sha256 = NULL WHERE id = 'x1'`,
      unsettling: `UPDATE export_record SET outcome = NULL WHERE id = 'x2'`,
      'another reason while settling': `UPDATE export_record SET outcome = 'cancelled', reason = '示例二' WHERE id = 'x3'`,
      'other columns while settling': `UPDATE export_record SET outcome = 'cancelled', columns = '["town"]' WHERE id = 'x3'`,
      'another person while settling': `UPDATE export_record SET outcome = 'cancelled', account_id = 'a9' WHERE id = 'x3'`,
      'deleting an export': `DELETE FROM export_record WHERE id = 'x3'`,
      'replacing an export': begun('x3').replace('INSERT', 'INSERT OR REPLACE'),
    })
  },
}
