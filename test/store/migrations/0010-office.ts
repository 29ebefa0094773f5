import { expect } from 'vitest'
import { rows } from '../harness.ts'
import { change, expectAppendOnly, expectRefused, type MigrationCase } from './migration-case.ts'

/** The office, its accounts, carried-out commands and the audit trail. */
export const office: MigrationCase = {
  version: 10,
  before: () => undefined,
  after: (writer) => {
    change(writer, `INSERT INTO office VALUES (1, '示例中心', '示例', '一号窗口', 'store-1', '')`)
    change(writer, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
    change(writer, `INSERT INTO command VALUES ('c1', 'register', '{"id":"r1"}', '')`)
    change(
      writer,
      `INSERT INTO audit (at, account_id, action, object, detail) VALUES ('', 'a1', 'x', 'y', '{}')`,
    )
    change(
      writer,
      `INSERT INTO audit (at, account_id, action, object, detail) VALUES ('', NULL, 'x', 'y', '{}')`,
    )
    expect(rows(writer, 'SELECT seq FROM audit ORDER BY seq')).toEqual([{ seq: 1 }, { seq: 2 }])
    expectAppendOnly(writer, 'audit', 'seq')
    expectRefused(writer, {
      'a second office': `INSERT INTO office VALUES (2, '示例中心', '示例', '一号窗口', 'store-2', '')`,
      'an office twice': `INSERT INTO office VALUES (1, '示例中心', '示例', '一号窗口', 'store-2', '')`,
      'a login twice': `INSERT INTO account VALUES ('a2', 'clerk', '示例·别人', 'clerk', 1, '')`,
      'an unknown role': `INSERT INTO account VALUES ('a2', 'other', '示例·别人', 'director', 1, '')`,
      'an account half in use': `INSERT INTO account VALUES ('a2', 'other', '示例·别人', 'clerk', 2, '')`,
      'a command twice': `INSERT INTO command VALUES ('c1', 'register', '{}', '')`,
      'an answer that is not JSON': `INSERT INTO command VALUES ('c2', 'register', 'r1', '')`,
      'an audit row of nobody': `INSERT INTO audit VALUES (9, '', 'nobody', 'x', 'y', '{}')`,
      'removing an account that has acted': `DELETE FROM account WHERE id = 'a1'`,
      'a text for a number': `UPDATE account SET active = 'yes'`,
    })
  },
}
