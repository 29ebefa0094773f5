import { expect } from 'vitest'
import type { Transaction, Writer } from '#electron/store/database.ts'
import { execute, rows } from '../harness.ts'
import { change, expectAppendOnly, expectRefused, type MigrationCase } from './migration-case.ts'

const RESIDENT = `INSERT INTO resident (id, name, id_number, sex, birth, phone, town, registered_at, registered_by) VALUES`
const FACT = 'INSERT INTO fact VALUES'
const BATCH = `INSERT INTO import_batch VALUES (1, 'b1', 'residents', '{}', '示例.xlsx', '${'a'.repeat(64)}', 1, 0, 0, 0, 0, 0, 'a1', '', NULL, NULL, NULL)`
const MONTHS = `'insurance', '', '{"kind":"insurance","months":9}', NULL, NULL`

/** Two people; of the first, insured months that were superseded twice, recorded in another order than their ids. */
function fillOlder(tx: Transaction): void {
  execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
  execute(tx, `INSERT INTO account VALUES ('a2', 'chief', '示例·主管', 'supervisor', 1, '')`)
  execute(
    tx,
    `${RESIDENT} ('r2', '示例·乙', '330282199001010029', '女', '1990-01-01', NULL, '示例镇', '2026-02', 'a1')`,
  )
  execute(
    tx,
    `${RESIDENT} ('r1', '示例·甲', '33028219900101001X', '男', '1990-01-01', '13800000000', '示例镇', '2026-01', 'a1')`,
  )
  const fact = (id: string, value: string, more: string) =>
    execute(
      tx,
      `${FACT} ('${id}', 'r1', json_extract('${value}', '$.kind'), '${value}', '{"at":"${id}"}', ${more})`,
    )
  fact('f9', '{"kind":"insurance","months":12}', `'a1', '2026-01-01', 'f5'`)
  fact('f5', '{"kind":"insurance","months":24}', `'a2', '2026-01-02', 'f7'`)
  fact('f7', '{"kind":"insurance","months":36}', `'a1', '2026-01-03', NULL`)
  fact('f1', '{"kind":"hukou","inCixi":false}', `'a1', '2026-01-04', NULL`)
  execute(tx, `INSERT INTO resident_points VALUES ('r1', '2026-03-02', 'pack', 7500, 1)`)
  execute(
    tx,
    `INSERT INTO round VALUES ('o1', '示例批次', 50, '["示例镇"]', 30000, '2026-03-31', '[]', 'seed', 'open')`,
  )
  execute(tx, `INSERT INTO case_file VALUES ('k1', 'SL-1', 'r1', 'o1', 'submitted', 7500, '', 'a1')`)
}

function expectPeopleKept(writer: Writer): void {
  expect(rows(writer, 'SELECT * FROM resident ORDER BY seq')).toEqual([
    resident({
      seq: 1,
      id: 'r1',
      name: '示例·甲',
      id_number: '33028219900101001X',
      sex: '男',
      phone: '13800000000',
      registered_at: '2026-01',
    }),
    resident({
      seq: 2,
      id: 'r2',
      name: '示例·乙',
      id_number: '330282199001010029',
      sex: '女',
      phone: null,
      registered_at: '2026-02',
    }),
  ])
  expect(
    rows(writer, 'SELECT resident_id FROM case_file JOIN resident ON resident.id = resident_id'),
  ).toEqual([{ resident_id: 'r1' }])
  expect(
    rows(writer, 'SELECT "table", "from", "to" FROM pragma_foreign_key_list(\'case_file\')'),
  ).toContainEqual({
    table: 'resident',
    from: 'resident_id',
    to: 'id',
  })
  expect(rows(writer, 'SELECT * FROM resident_tally')).toEqual([{ town: '示例镇', complete: 0, n: 2 }])
}

function resident(known: Record<string, unknown>) {
  const empty = { batch: null, merged_into: null, listed: 1, name_key: '', sort_key: '', keys_version: 0 }
  const noPoints = { points_on: '', points_pack: '', points_x100: null, complete: 0 }
  return { birth: '1990-01-01', town: '示例镇', registered_by: 'a1', ...empty, ...noPoints, ...known }
}

function expectFactsKept(writer: Writer): void {
  const facts = `SELECT seq, resident, kind, slot, value, valid_from, valid_to, origin, source, batch, recorded_by,
    recorded_at, initial_state, state FROM fact ORDER BY seq`
  const carried = {
    resident: 1,
    slot: '',
    valid_from: null,
    valid_to: null,
    origin: 'clerk',
    batch: null,
    initial_state: 'accepted',
  }
  const months = (n: number) => ({
    ...carried,
    kind: 'insurance',
    value: `{"kind":"insurance","months":${n}}`,
  })
  expect(rows(writer, facts)).toEqual([
    {
      seq: 1,
      ...months(12),
      source: '{"at":"f9"}',
      recorded_by: 'a1',
      recorded_at: '2026-01-01',
      state: 'superseded',
    },
    {
      seq: 2,
      ...months(24),
      source: '{"at":"f5"}',
      recorded_by: 'a2',
      recorded_at: '2026-01-02',
      state: 'superseded',
    },
    {
      seq: 3,
      ...months(36),
      source: '{"at":"f7"}',
      recorded_by: 'a1',
      recorded_at: '2026-01-03',
      state: 'accepted',
    },
    {
      seq: 4,
      ...carried,
      kind: 'hukou',
      value: '{"kind":"hukou","inCixi":false}',
      source: '{"at":"f1"}',
      recorded_by: 'a1',
      recorded_at: '2026-01-04',
      state: 'accepted',
    },
  ])
  expect(
    rows(writer, 'SELECT fact, event, by_fact, reason, account_id, at FROM fact_event ORDER BY seq'),
  ).toEqual([
    { fact: 1, event: 'supersede', by_fact: 2, reason: null, account_id: 'a2', at: '2026-01-02' },
    { fact: 2, event: 'supersede', by_fact: 3, reason: null, account_id: 'a1', at: '2026-01-03' },
  ])
}

function expectTally(writer: Writer, tally: Record<string, number>): void {
  const kept = rows(
    writer,
    'SELECT town, complete, n FROM resident_tally WHERE n <> 0 ORDER BY town, complete',
  )
  expect(Object.fromEntries(kept.map(({ town, complete, n }) => [`${town} ${complete}`, n]))).toEqual(tally)
  const counted = rows(writer, 'SELECT count(*) AS n FROM resident WHERE listed = 1')
  expect(counted).toEqual([{ n: Object.values(tally).reduce((sum, n) => sum + n, 0) }])
}

function expectTallyKept(writer: Writer): void {
  change(
    writer,
    `${RESIDENT} ('r3', '示例·丙', '330282199001010037', '男', '1990-01-01', NULL, '示例乡', '', 'a1')`,
  )
  expectTally(writer, { '示例乡 0': 1, '示例镇 0': 2 })
  change(writer, `UPDATE resident SET town = '示例镇', complete = 1 WHERE id = 'r3'`)
  expectTally(writer, { '示例镇 0': 2, '示例镇 1': 1 })
  change(writer, `UPDATE resident SET merged_into = 1, listed = 0 WHERE id = 'r3'`)
  expectTally(writer, { '示例镇 0': 2 })
  change(writer, `UPDATE resident SET town = '示例乡' WHERE id = 'r3'`)
  expectTally(writer, { '示例镇 0': 2 })
  change(writer, `UPDATE resident SET merged_into = NULL, listed = 1, name = '示例·丁' WHERE id = 'r3'`)
  expectTally(writer, { '示例乡 1': 1, '示例镇 0': 2 })
}

function expectPeopleGuarded(writer: Writer): void {
  expectRefused(writer, {
    'an identity number twice': `${RESIDENT} ('r4', '示例·戊', '33028219900101001X', '女', '1990-01-01', NULL, '示例镇', '', 'a1')`,
    'an id twice': `${RESIDENT} ('r1', '示例·戊', '330282199001010045', '女', '1990-01-01', NULL, '示例镇', '', 'a1')`,
    'a lower-case check digit': `UPDATE resident SET id_number = '33028219900101002x' WHERE seq = 2`,
    'a short identity number': `UPDATE resident SET id_number = '330' WHERE seq = 2`,
    'a short telephone number': `UPDATE resident SET phone = '138' WHERE seq = 2`,
    'no name': `UPDATE resident SET name = '' WHERE seq = 2`,
    'no town': `UPDATE resident SET town = '' WHERE seq = 2`,
    'another sex': `UPDATE resident SET sex = '?' WHERE seq = 2`,
    'a birth that is no date': `UPDATE resident SET birth = '19900101' WHERE seq = 2`,
    'points below zero': 'UPDATE resident SET points_x100 = -1 WHERE seq = 2',
    'half complete': 'UPDATE resident SET complete = 2 WHERE seq = 2',
    'half listed': 'UPDATE resident SET listed = 2 WHERE seq = 2',
    'merged and still listed': 'UPDATE resident SET merged_into = 1 WHERE seq = 2',
    'merged into itself': 'UPDATE resident SET merged_into = 2, listed = 0 WHERE seq = 2',
    'merged into nobody': 'UPDATE resident SET merged_into = 99, listed = 0 WHERE seq = 2',
    'a batch that is not there': 'UPDATE resident SET batch = 99 WHERE seq = 2',
    'registered by nobody': `UPDATE resident SET registered_by = 'a9' WHERE seq = 2`,
    'renaming what a case refers to': `UPDATE resident SET id = 'r9' WHERE seq = 1`,
    'deleting a resident': 'DELETE FROM resident WHERE seq = 2',
    'a case of nobody': `INSERT INTO case_file VALUES ('k2', 'SL-2', 'r9', 'o1', 'submitted', 0, '', 'a1')`,
    'a change of another field': `INSERT INTO resident_change VALUES (9, 1, 'birth', NULL, NULL, '示例', 'a1', '')`,
    'a change without a reason': `INSERT INTO resident_change VALUES (9, 1, 'town', NULL, NULL, '', 'a1', '')`,
    'a change of nobody': `INSERT INTO resident_change VALUES (9, 99, 'town', NULL, NULL, '示例', 'a1', '')`,
    'a key twice': `INSERT INTO search_key VALUES ('n示例', 1)`,
    'a key of nobody': `INSERT INTO search_key VALUES ('n示例', 99)`,
  })
}

function expectFactsGuarded(writer: Writer): void {
  expectRefused(writer, {
    'a second accepted fact of a slot': `${FACT} (9, 1, ${MONTHS}, 'clerk', '{}', NULL, 'a1', '', 'accepted', 'accepted')`,
    'accepting a second one': `UPDATE fact SET state = 'accepted' WHERE seq = 2`,
    'a fact of nobody': `${FACT} (9, 99, ${MONTHS}, 'clerk', '{}', NULL, 'a1', '', 'claimed', 'claimed')`,
    'a value of another kind': `${FACT} (9, 2, 'skill', '', '{"kind":"hukou"}', NULL, NULL, 'clerk', '{}', NULL, 'a1', '', 'claimed', 'claimed')`,
    'an end before the beginning': `${FACT} (9, 2, 'hukou', '', '{"kind":"hukou"}', '2026-02-01', '2026-01-31', 'clerk', '{}', NULL, 'a1', '', 'claimed', 'claimed')`,
    'another origin': `${FACT} (9, 2, ${MONTHS}, 'nobody', '{}', NULL, 'a1', '', 'claimed', 'claimed')`,
    'a source that is not JSON': `${FACT} (9, 2, ${MONTHS}, 'clerk', '示例', NULL, 'a1', '', 'claimed', 'claimed')`,
    'no source at all': `${FACT} (9, 2, ${MONTHS}, 'clerk', NULL, NULL, 'a1', '', 'claimed', 'claimed')`,
    'a feed without a batch': `${FACT} (9, 2, ${MONTHS}, 'feed', '{}', NULL, 'a1', '', 'claimed', 'claimed')`,
    'a clerk with a batch': `${FACT} (9, 2, ${MONTHS}, 'clerk', '{}', 1, 'a1', '', 'claimed', 'claimed')`,
    'a fact rejected from the beginning': `${FACT} (9, 2, ${MONTHS}, 'clerk', '{}', NULL, 'a1', '', 'rejected', 'rejected')`,
    'an unknown state': `UPDATE fact SET state = 'lost' WHERE seq = 2`,
    'changing a value': `UPDATE fact SET value = '{"kind":"insurance","months":1}' WHERE seq = 3`,
    'changing a slot': `UPDATE fact SET slot = 'x' WHERE seq = 3`,
    'changing a period': `UPDATE fact SET valid_to = '2026-01-01' WHERE seq = 3`,
    'changing a source': `UPDATE fact SET source = '{}' WHERE seq = 3`,
    'changing who recorded it': `UPDATE fact SET recorded_by = 'a2' WHERE seq = 3`,
    'changing how it began': `UPDATE fact SET initial_state = 'claimed' WHERE seq = 3`,
    'moving a fact': 'UPDATE fact SET resident = 2 WHERE seq = 3',
    'deleting a fact': 'DELETE FROM fact WHERE seq = 1',
    'replacing a fact': `INSERT OR REPLACE INTO fact SELECT * FROM fact WHERE seq = 4`,
    'an unknown event': `INSERT INTO fact_event VALUES (9, 1, 'lose', NULL, NULL, 'a1', '')`,
    'rejecting without a reason': `INSERT INTO fact_event VALUES (9, 1, 'reject', NULL, NULL, 'a1', '')`,
    'an empty reason': `INSERT INTO fact_event VALUES (9, 1, 'accept', NULL, '', 'a1', '')`,
    'an event of no fact': `INSERT INTO fact_event VALUES (9, 99, 'accept', NULL, NULL, 'a1', '')`,
    'superseded by no fact': `INSERT INTO fact_event VALUES (9, 1, 'supersede', 99, NULL, 'a1', '')`,
  })
}

/** Integer keys, facts with states and events, changes of a person's fields, search keys and the tally. */
export const people: MigrationCase = {
  version: 60,
  before: fillOlder,
  after: (writer) => {
    expectPeopleKept(writer)
    expectFactsKept(writer)
    expect(
      rows(writer, `SELECT name FROM sqlite_schema WHERE name IN ('resident_points', 'resident_new')`),
    ).toEqual([])
    expectTallyKept(writer)
    change(writer, BATCH)
    change(writer, `${FACT} (5, 2, ${MONTHS}, 'feed', NULL, 1, 'a1', '', 'claimed', 'claimed')`)
    change(writer, `UPDATE fact SET state = 'accepted' WHERE seq = 5`)
    change(writer, `INSERT INTO fact_event VALUES (3, 5, 'accept', NULL, NULL, 'a2', '')`)
    change(writer, `INSERT INTO resident_change VALUES (1, 1, 'phone', '1', NULL, '示例', 'a1', '')`)
    change(writer, `INSERT INTO search_key VALUES ('n示例', 1)`)
    expectAppendOnly(writer, 'fact_event', 'seq')
    expectAppendOnly(writer, 'resident_change', 'seq')
    expectPeopleGuarded(writer)
    expectFactsGuarded(writer)
  },
}
