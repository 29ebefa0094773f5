import { expect } from 'vitest'
import { listRoundEvents, roundState } from '#electron/services/rounds/state.ts'
import type { Transaction, Writer } from '#electron/store/database.ts'
import { listHoldings } from '#electron/store/tables/holdings.ts'
import { findRound, listRounds } from '#electron/store/tables/rounds.ts'
import { findRun, listRunSeats } from '#electron/store/tables/runs.ts'
import { RoundPlan } from '#shared/domain/allocation/index.ts'
import { execute, rows } from '../harness.ts'
import { change, expectAppendOnly, expectRefused, type MigrationCase } from './migration-case.ts'

const HASH = 'a'.repeat(64)
const PDF = `CAST('%PDF-1' AS BLOB)`
const AT = '2026-04-01T01:00:00.000Z'

const PLAN = {
  kind: 'health-check',
  cutOff: '2026-03-31',
  applyFrom: null,
  applyUntil: null,
  publicityDays: 0,
  replyDays: 3,
  towns: ['示例镇', '示例街道'],
  order: 'points',
  classes: [],
  ties: ['residenceMonths'],
  equals: 'ticket',
  line: null,
  places: [{ id: 'city', name: '体检名额', town: null, capacity: 1 }],
  quotas: [],
  reversion: 'city-order',
  costPerHeadFen: 68_000,
  draw: { mode: 'named', seed: '示例|种子' },
  citations: [{ part: 'order', status: 'DECIDED', text: '主管选定' }],
}

function addRound(tx: Transaction, id: string, status: 'open' | 'ran' | 'published'): void {
  const values = `'示例·${id}', 1, '["示例镇","示例街道"]', 68000, '2026-03-31', '["residenceMonths"]', '示例|种子'`
  execute(tx, `INSERT INTO round VALUES ('${id}', ${values}, '${status}')`)
  const actions = [
    'open',
    ...(status === 'open' ? [] : ['run']),
    ...(status === 'published' ? ['publish'] : []),
  ]
  for (const action of actions)
    execute(tx, `INSERT INTO round_action (round_id, action, account_id, at) VALUES (?, ?, 'a1', ?)`, [
      id,
      action,
      AT,
    ])
}

function addCase(tx: Transaction, id: string, { resident, round, status }: Record<string, string>): void {
  const values = [id, `TJ-${id}`, resident, round, status, 5275, AT, 'a1']
  execute(
    tx,
    `INSERT INTO case_file (id, receipt_no, resident_id, round_id, status, points_x100, submitted_at, submitted_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    values,
  )
}

function addRun(tx: Transaction, round: string, cases: readonly string[]): void {
  execute(
    tx,
    `INSERT INTO round_run VALUES ('run-${round}', '${round}', '{"a":1}', '{"b":2}', 'sha256:${HASH}', 'sha256:p', 'e', '示例|种子', 'a1', '${AT}')`,
  )
  cases.forEach((id, index) => {
    const seated = index === 0 ? 1 : 0
    execute(
      tx,
      `INSERT INTO seat VALUES ('run-${round}', '${id}', ${index + 1}, ${seated}, 5275, '示例镇', '名次 ${index + 1}')`,
    )
  })
}

const PAPER = `INSERT INTO paper (id, number, year, serial, template, template_version, title, case_id, resident_id, data,
  sha256, pages, issued_by, issued_at, bytes) VALUES`

/** Rounds of every status with their cases, run and papers. */
function before(tx: Transaction): void {
  execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
  for (const number of [1, 2])
    execute(
      tx,
      `INSERT INTO resident
        (id, name, id_number, sex, birth, town, registered_at, registered_by, points_on, points_pack, points_x100)
        VALUES ('r${number}', '示例·${number}', '33028219900101000${number}', '男', '1990-01-01', '示例镇', '', 'a1', '', 'p', 5275)`,
    )
  addRound(tx, 'open', 'open')
  addCase(tx, 'k1', { resident: 'r1', round: 'open', status: 'approved' })
  addRound(tx, 'ran', 'ran')
  addCase(tx, 'k2', { resident: 'r1', round: 'ran', status: 'approved' })
  addRun(tx, 'ran', ['k2'])
  addRound(tx, 'published', 'published')
  addCase(tx, 'k3', { resident: 'r1', round: 'published', status: 'noticed' })
  addCase(tx, 'k4', { resident: 'r2', round: 'published', status: 'waiting' })
  addRun(tx, 'published', ['k3', 'k4'])
  execute(
    tx,
    `${PAPER} ('p1', '示1号', 2026, 1, 't', '1', '题', 'k3', NULL, '{}', '${HASH}', 1, 'a1', '', ${PDF})`,
  )
  execute(
    tx,
    `${PAPER} ('p2', '示2号', 2026, 2, 't', '1', '题', NULL, 'r2', '{}', '${HASH}', 1, 'a1', '', ${PDF})`,
  )
  execute(tx, `INSERT INTO paper_print VALUES (1, 'p1', 'a1', '', 0, 'done')`)
}

function expectRounds(writer: Writer): void {
  expect(listRounds(writer).map(({ id, title, status }) => [id, title, status])).toEqual([
    ['published', '示例·published', 'published'],
    ['ran', '示例·ran', 'ran'],
    ['open', '示例·open', 'open'],
  ])
  for (const id of ['open', 'ran', 'published']) {
    const state = roundState(writer, id)
    expect(RoundPlan.parse(JSON.parse(findRound(writer, id)?.plan ?? ''))).toEqual(PLAN)
    expect(state).toMatchObject({ status: id, plan: PLAN, openedBy: 'a1', freezes: [], objections: [] })
    expect(state.runs).toEqual(id === 'open' ? [] : [{ runId: `run-${id}`, by: 'a1', seed: '示例|种子' }])
    expect(state.announced).toBeUndefined()
  }
  expect(listRoundEvents(writer, 'published').map(({ kind, at, by }) => [kind, at, by.name])).toEqual([
    ['open', AT, '示例·经办'],
    ['run', AT, '示例·经办'],
    ['publish', AT, '示例·经办'],
  ])
}

function expectResults(writer: Writer): void {
  expect(findRun(writer, 'run-ran')).toMatchObject({ frozen: '{"a":1}', result: '{"b":2}', freeze_id: null })
  expect(listRunSeats(writer, 'run-published')).toEqual([
    seatOf({ no: 'TJ-k3', case_id: 'k3', rank: 1, shown_rank: 1, place: 'city', why: '名次 1' }),
    seatOf({ no: 'TJ-k4', case_id: 'k4', rank: 2, shown_rank: 2, place: null, why: '名次 2' }),
  ])
  expect(
    rows(writer, 'SELECT round_id, no, source, resident_id, case_id, name, given FROM entrant ORDER BY no'),
  ).toEqual([entrantOf('ran', 'k2', 1), entrantOf('published', 'k3', 1), entrantOf('published', 'k4', 2)])
  expect(listHoldings(writer, 'ran')).toEqual([])
  expect(listHoldings(writer, 'published')).toEqual([
    { round_id: 'published', no: 'TJ-k3', place: 'city', via: 'run', reply: null },
    { round_id: 'published', no: 'TJ-k4', place: null, via: 'run', reply: null },
  ])
  expect(rows(writer, 'SELECT id, status FROM case_file ORDER BY id').map(Object.values)).toEqual([
    ['k1', 'approved'],
    ['k2', 'approved'],
    ['k3', 'noticed'],
    ['k4', 'waiting'],
  ])
}

function seatOf({ no, place, ...seat }: { no: string; place: string | null } & Record<string, unknown>) {
  const outcome = JSON.stringify({ no, place })
  return { run_id: 'run-published', no, place, points_x100: 5275, town: '示例镇', outcome, ...seat }
}

function entrantOf(round_id: string, id: string, person: number) {
  const common = { source: 'case', resident_id: `r${person}`, name: `示例·${person}`, given: '{}' }
  return { round_id, no: `TJ-${id}`, case_id: id, ...common }
}

function expectPapers(writer: Writer): void {
  expect(rows(writer, 'SELECT id, number, case_id, resident_id, round_id, entrant_no FROM paper')).toEqual([
    { id: 'p1', number: '示1号', case_id: 'k3', resident_id: null, round_id: null, entrant_no: null },
    { id: 'p2', number: '示2号', case_id: null, resident_id: 'r2', round_id: null, entrant_no: null },
  ])
  expect(rows(writer, 'SELECT paper_id, outcome FROM paper_print')).toEqual([
    { paper_id: 'p1', outcome: 'done' },
  ])
  const ofRound = (id: string, entrant: string) =>
    `INSERT INTO paper SELECT '${id}', '示${id}', year, 9, template, template_version, title, NULL, NULL, 'ran', ${entrant},
      data, sha256, pages, issued_by, issued_at, bytes FROM paper WHERE id = 'p1'`
  change(writer, ofRound('p3', 'NULL'))
  change(writer, ofRound('p4', `'TJ-k2'`))
  expectRefused(writer, {
    'a paper for nobody of the round': ofRound('p5', `'TJ-k3'`),
    'a paper of a case and a round': `INSERT INTO paper SELECT 'p6', '示6', year, 9, template, template_version, title,
      case_id, NULL, 'ran', NULL, data, sha256, pages, issued_by, issued_at, bytes FROM paper WHERE id = 'p1'`,
  })
  expectAppendOnly(writer, 'paper', 'id')
}

/** Rounds of every kind: those of the health check that are there keep everything and are read as all others. */
export const rounds: MigrationCase = {
  version: 150,
  before,
  after: (writer) => {
    expectRounds(writer)
    expectResults(writer)
    expectPapers(writer)
    change(
      writer,
      `INSERT INTO round_freeze VALUES ('f1', 'ran', 'list', 'sha256:${HASH}', 'sha256:p', 'a1', '${AT}')`,
    )
    expectAppendOnly(writer, 'round_freeze', 'id')
    expectAppendOnly(writer, 'round_action', 'seq')
    expectRefused(writer, {
      'an unknown kind': `INSERT INTO round VALUES ('x', '示例', 'lottery', '{}', 'open', NULL)`,
      'a title twice': `INSERT INTO round SELECT 'x', title, kind, plan, status, NULL FROM round WHERE id = 'open'`,
      'moving a seat': 'UPDATE seat SET rank = 9',
      'deleting a seat': 'DELETE FROM seat',
      'a rank twice': `INSERT INTO seat SELECT run_id, 'TJ-9', NULL, rank, shown_rank, place, NULL, NULL, outcome, why
        FROM seat WHERE no = 'TJ-k3'`,
      'a case in two rounds': `INSERT INTO entrant SELECT 'open', no, source, resident_id, case_id, name, id_number, town,
        points_x100, given, entered_by, entered_at, withdrawn FROM entrant WHERE no = 'TJ-k2'`,
      'a number twice': 'INSERT INTO entrant SELECT * FROM entrant',
      'a place held by an unknown way': `UPDATE holding SET via = 'luck'`,
    })
  },
}
