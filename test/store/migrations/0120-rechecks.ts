import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { change, expectAppendOnly, expectRefused, type MigrationCase } from './migration-case.ts'

const SHA = 'a'.repeat(64)
const PDF = `x'255044462d312e37'`
const RECHECK = 'INSERT INTO recheck VALUES'
const PAPER =
  'INSERT INTO paper (id, number, year, serial, template, template_version, title, case_id, resident_id, data, sha256, pages, issued_by, issued_at, bytes) VALUES'

/** Re-checks with their events; papers of a case stay, and papers of a resident alone become possible. */
export const rechecks: MigrationCase = {
  version: 120,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
    execute(
      tx,
      `INSERT INTO resident (id, name, id_number, sex, birth, town, registered_at, registered_by)
        VALUES ('r1', '示例·甲', '33028219900101001X', '男', '1990-01-01', '示例镇', '', 'a1')`,
    )
    execute(
      tx,
      `INSERT INTO round VALUES ('o1', '示例批次', 50, '["示例镇"]', 30000, '2026-03-31', '[]', 'seed', 'open')`,
    )
    execute(tx, `INSERT INTO case_file VALUES ('k1', 'TJ-1', 'r1', 'o1', 'noticed', 7500, '', 'a1')`)
    execute(
      tx,
      `INSERT INTO paper VALUES ('p1', '示例〔2026〕1号', 2026, 1, 'notice', '1', '示例通知书', 'k1', '{"a":1}',
        '${SHA}', 2, 'a1', '2026-06-01', ${PDF})`,
    )
    execute(tx, `INSERT INTO paper_print VALUES (1, 'p1', 'a1', '', 0, 'done')`)
  },
  after: (writer) => {
    expect(
      rows(writer, 'SELECT id, case_id, resident_id, data, pages, hex(bytes) AS bytes FROM paper'),
    ).toEqual([
      { id: 'p1', case_id: 'k1', resident_id: null, data: '{"a":1}', pages: 2, bytes: '255044462D312E37' },
    ])
    expect(rows(writer, 'SELECT paper_id FROM paper_print')).toEqual([{ paper_id: 'p1' }])
    const of = (id: string, owner: string) =>
      `${PAPER} ('${id}', '示例〔2026〕${id}号', 2026, 2, 'points-notice', '1', '示例告知书', ${owner}, '{}', '${SHA}', 1, 'a1', '', ${PDF})`
    change(writer, of('p2', `NULL, 'r1'`))
    change(writer, `INSERT INTO paper_print VALUES (2, 'p2', 'a1', '', 0, NULL)`)
    expectAppendOnly(writer, 'paper', 'id')
    expect(
      rows(writer, `SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% ON paper (%'`),
    ).toHaveLength(3)

    const asked = (id: string, changes: Record<string, string> = {}) => {
      const columns = {
        id: `'${id}'`,
        receipt: `'FH2026-${id}'`,
        resident: '1',
        indicator: `'ZJ-SI'`,
        name: `'缴纳社保'`,
        department: `'人社'`,
        months: `'["2025-03"]'`,
        claim: `'三月已缴'`,
        before: `'{}'`,
        by: `'a1'`,
        at: `'2026-06-18T01:00:00.000Z'`,
        on: `'2026-06-18'`,
        state: `'asked'`,
        outcome: 'NULL',
        ...changes,
      }
      return `${RECHECK} (${Object.values(columns).join(', ')})`
    }
    const event = (seq: number, what: string, of = 'h1') =>
      `INSERT INTO recheck_event VALUES (${seq}, '${of}', '${what}', 'a1', '', '{}')`
    change(writer, asked('h1'))
    for (const [seq, what] of [
      [1, 'ask'],
      [2, 'answer'],
      [3, 'close'],
    ] as const)
      change(writer, event(seq, what))
    change(writer, `UPDATE recheck SET state = 'closed', outcome = 'upheld' WHERE id = 'h1'`)
    expectAppendOnly(writer, 'recheck_event', 'seq')
    expectRefused(writer, {
      'a paper of nobody': of('p3', 'NULL, NULL'),
      'a paper of a case and a resident': of('p3', `'k1', 'r1'`),
      'a paper of an unknown resident': of('p3', `NULL, 'r9'`),
      'a paper of an unknown case': of('p3', `'k9', NULL`),
      'a receipt twice': asked('h2', { receipt: `'FH2026-h1'` }),
      'a re-check of nobody': asked('h2', { resident: '9' }),
      'a re-check of nothing': asked('h2', { indicator: `''` }),
      'months that are no list': asked('h2', { months: `'{}'` }),
      'points that are not JSON': asked('h2', { before: `'示例'` }),
      'a day that is none': asked('h2', { on: `'yesterday'` }),
      'an unknown state': asked('h2', { state: `'lost'` }),
      'answered without an outcome': asked('h2', { state: `'answered'` }),
      'an outcome before the answer': asked('h2', { outcome: `'upheld'` }),
      'an unknown outcome': asked('h2', { state: `'answered'`, outcome: `'maybe'` }),
      'another claim': `UPDATE recheck SET claim = '示例' WHERE id = 'h1'`,
      'other points': `UPDATE recheck SET before = '[]' WHERE id = 'h1'`,
      'deleting a re-check': `DELETE FROM recheck WHERE id = 'h1'`,
      'replacing a re-check': asked('h1', { receipt: `'FH2026-h9'` }).replace('INSERT', 'INSERT OR REPLACE'),
      'an event of nothing': event(4, 'ask', 'h9'),
      'an unknown event': event(4, 'reopen'),
      'an answer twice': event(4, 'answer'),
    })
  },
}
