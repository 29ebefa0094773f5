import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { change, expectAppendOnly, expectRefused, type MigrationCase } from './migration-case.ts'

const SHA = 'a'.repeat(64)

function document(id: string): string {
  return `INSERT INTO policy_document VALUES ('${id}', 'pack', 'sample', '{}', '${SHA}', '示例.json', 'a1', '')`
}

function event(id: string, action: string, account: string): string {
  return `INSERT INTO policy_event (document, action, account_id, at, reason)
    VALUES ('${id}', '${action}', '${account}', '', '示例事由')`
}

/** Drafted policies, and what two persons decided about them. */
export const policies: MigrationCase = {
  version: 100,
  before: (tx) => {
    for (const id of ['a1', 'a2']) {
      execute(tx, `INSERT INTO account VALUES ('${id}', '${id}', '示例·主管', 'supervisor', 1, '')`)
    }
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT login FROM account')).toEqual([{ login: 'a1' }, { login: 'a2' }])
    for (const id of ['p0', 'p1', 'p2', 'p3']) change(writer, document(id))
    change(writer, event('p0', 'confirm', 'a2'))
    change(writer, event('p1', 'confirm', 'a2'))
    change(writer, event('p1', 'withdraw', 'a2'))
    change(writer, event('p2', 'withdraw', 'a1'))
    expectRefused(writer, {
      'an unknown kind': document('p9').replace("'pack'", "'law'"),
      'no policy id': document('p9').replace("'sample'", "''"),
      'a text that is not JSON': document('p9').replace("'{}'", "'{'"),
      'a short hash': document('p9').replace(SHA, 'abc'),
      'no file name': document('p9').replace('示例.json', ''),
      'a draft of nobody': document('p9').replace("'a1'", "'a9'"),
      'an unknown action': event('p3', 'edit', 'a2'),
      'a decision about nothing': event('p9', 'confirm', 'a2'),
      'no reason': event('p3', 'confirm', 'a2').replace('示例事由', ''),
      'a decision of nobody': event('p3', 'withdraw', 'a9'),
      'confirming what one drafted': event('p3', 'confirm', 'a1'),
      'confirming what was withdrawn': event('p2', 'confirm', 'a2'),
      'confirming twice': event('p0', 'confirm', 'a2'),
      'confirming in the place of another': event('p0', 'confirm', 'a2').replace(
        'INSERT',
        'INSERT OR REPLACE',
      ),
      'withdrawing twice': event('p2', 'withdraw', 'a2'),
    })
    expectAppendOnly(writer, 'policy_document', 'id')
    expectAppendOnly(writer, 'policy_event', 'seq')
  },
}
