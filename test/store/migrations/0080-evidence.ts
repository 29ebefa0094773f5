import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { change, expectAppendOnly, expectRefused, type MigrationCase } from './migration-case.ts'

const EVIDENCE = 'INSERT INTO evidence VALUES'
const SHA = 'a'.repeat(64)
const EVENT = 'INSERT INTO evidence_event VALUES'

/** Scans with their bytes and judgements, and the facts they support. */
export const evidence: MigrationCase = {
  version: 80,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
    execute(
      tx,
      `INSERT INTO resident (id, name, id_number, sex, birth, town, registered_at, registered_by)
        VALUES ('r1', '示例·甲', '33028219900101001X', '男', '1990-01-01', '示例镇', '', 'a1')`,
    )
    execute(
      tx,
      `INSERT INTO fact VALUES
        (1, 1, 'hukou', '', '{"kind":"hukou"}', NULL, NULL, 'clerk', '{}', NULL, 'a1', '', 'accepted', 'accepted')`,
    )
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT resident FROM fact')).toEqual([{ resident: 1 }])
    const one = `'示例证件', 'image/jpeg', 10, 1, '${SHA}', 'a1', '', 'pending'`
    change(writer, `${EVIDENCE} ('e1', 1, ${one})`)
    change(writer, `${EVIDENCE} ('e2', 1, ${one})`)
    change(writer, `INSERT INTO evidence_bytes VALUES ('e1', NULL, x'ffd8')`)
    change(writer, `${EVENT} (1, 'e1', 'accept', NULL, 'a1', '')`)
    change(writer, `UPDATE evidence SET state = 'accepted' WHERE id = 'e1'`)
    change(writer, `INSERT INTO fact_evidence VALUES (1, 'e1')`)
    expectAppendOnly(writer, 'evidence_bytes', 'evidence_id')
    expectAppendOnly(writer, 'evidence_event', 'seq')
    expectRefused(writer, {
      'evidence of nobody': `${EVIDENCE} ('e3', 99, ${one})`,
      'no title': `${EVIDENCE} ('e3', 1, ${one.replace('示例证件', '')})`,
      'another kind of file': `${EVIDENCE} ('e3', 1, ${one.replace('jpeg', 'tiff')})`,
      'no bytes at all': `${EVIDENCE} ('e3', 1, ${one.replace(' 10,', ' 0,')})`,
      'no page': `${EVIDENCE} ('e3', 1, ${one.replace(' 1,', ' 0,')})`,
      'a short hash': `${EVIDENCE} ('e3', 1, ${one.replace(SHA, 'abc')})`,
      'added by nobody': `${EVIDENCE} ('e3', 1, ${one.replace('a1', 'a9')})`,
      'an unknown state': `UPDATE evidence SET state = 'lost'`,
      'another title': `UPDATE evidence SET title = '示例' WHERE id = 'e1'`,
      'another owner': 'UPDATE evidence SET resident = 2',
      'another hash': `UPDATE evidence SET sha256 = '${'b'.repeat(64)}'`,
      'another number of pages': 'UPDATE evidence SET pages = 2',
      'deleting evidence': `DELETE FROM evidence WHERE id = 'e2'`,
      'replacing evidence': `INSERT OR REPLACE INTO evidence VALUES ('e2', 1, ${one})`,
      'bytes of nothing': `INSERT INTO evidence_bytes VALUES ('e9', NULL, x'ffd8')`,
      'no bytes': `INSERT INTO evidence_bytes VALUES ('e2', NULL, NULL)`,
      'bytes as a text': `INSERT INTO evidence_bytes VALUES ('e2', NULL, 'ffd8')`,
      'a rejection without a reason': `${EVENT} (2, 'e1', 'reject', NULL, 'a1', '')`,
      'an empty reason': `${EVENT} (2, 'e1', 'accept', '', 'a1', '')`,
      'an unknown event': `${EVENT} (2, 'e1', 'lose', NULL, 'a1', '')`,
      'an event of nothing': `${EVENT} (2, 'e9', 'accept', NULL, 'a1', '')`,
      'supporting a fact twice': `INSERT INTO fact_evidence VALUES (1, 'e1')`,
      'supporting no fact': `INSERT INTO fact_evidence VALUES (9, 'e1')`,
      'supported by nothing': `INSERT INTO fact_evidence VALUES (1, 'e9')`,
      'taking support away': 'DELETE FROM fact_evidence',
      'moving support': `UPDATE fact_evidence SET evidence_id = 'e2'`,
    })
  },
}
