import { randomUUID } from 'node:crypto'
import { sha256 } from '#electron/services/hash.ts'
import { policyHashOf } from '#electron/services/rounds/plan.ts'
import { insertSeats } from '#electron/services/rounds/seat-rows.ts'
import { type NewRoundEvent, recordRoundEvent } from '#electron/services/rounds/state.ts'
import type { Transaction } from '#electron/store/database.ts'
import { insertEntrant } from '#electron/store/tables/entrants.ts'
import { insertFreeze, insertRound } from '#electron/store/tables/rounds.ts'
import { insertRun } from '#electron/store/tables/runs.ts'
import { transaction } from '#electron/store/transaction.ts'
import {
  type Applicant,
  allocateRound,
  canonicalRound,
  frozenList,
  listText,
  pointsX100,
  RoundPlan,
  type RoundResult,
  roundOfList,
} from '#shared/domain/allocation/index.ts'
import { type TestOffice, testResources, type Who } from './test-office.ts'

export const TITLE = '示例2026年入学批次'
export const SEED = '示例种子 2026-06-15'

const COMMON = {
  cutOff: '2026-06-15',
  applyFrom: null,
  applyUntil: null,
  publicityDays: 0,
  replyDays: 2,
  towns: ['浒山街道', '龙山镇'],
  order: 'points',
  classes: [],
  ties: [],
  equals: 'ticket',
  line: null,
  quotas: [],
  reversion: 'city-order',
  costPerHeadFen: null,
  draw: { mode: 'named', seed: SEED },
  citations: [{ part: 'order', status: 'DECIDED', text: '示例·主管选定' }],
}

/** Schools with so many places each, by id. */
export function schoolPlan(
  capacities: Record<string, number>,
  changes: Record<string, unknown> = {},
): RoundPlan {
  const places = Object.entries(capacities).map(([id, capacity]) => ({
    id,
    name: `示例${id}小学`,
    town: '浒山街道',
    capacity,
  }))
  return RoundPlan.parse({ ...COMMON, kind: 'school', places, ...changes })
}

/** One list with so many places. */
export function listPlan(capacity: number, changes: Record<string, unknown> = {}): RoundPlan {
  const places = [{ id: 'city', name: '示例补贴名额', town: null, capacity }]
  return RoundPlan.parse({ ...COMMON, kind: 'rent-support', places, ...changes })
}

/** A child with points and schools wished, first one first. */
export function child(
  no: string,
  points: number,
  wishes: readonly string[],
  more: Partial<Applicant> = {},
): Applicant {
  return { no, points, group: '浒山街道', consent: true, wishes: wishes.map((place) => ({ place })), ...more }
}

/** One of a single list. */
export function person(no: string, points: number, more: Partial<Applicant> = {}): Applicant {
  return { no, points, group: '浒山街道', consent: true, ...more }
}

export type RanRound = { roundId: string; freezeId: string; runId: string; result: RoundResult }

/** How a round is made up; `runner` is the clerk where nobody is named. */
export type Making = { title?: string; runner?: Who; seed?: string }

/** A round with its applications, frozen and run, as the services would have left it. */
export function ranRound(
  office: TestOffice,
  plan: RoundPlan,
  applicants: readonly Applicant[],
  { title = TITLE, runner = 'clerk', seed = SEED }: Making = {},
): RanRound {
  const { roundId } = openedRound(office, plan, applicants, { title })
  return transaction(office.writer, (tx) => {
    const list = listText(frozenList(title, plan, applicants))
    const policyHash = policyHashOf(tx, testResources(), plan)
    const freezeId = freezeList(tx, office, { roundId, list, policyHash, runner })
    const running = { roundId, plan, list, seed, freezeId, policyHash, runner }
    return { roundId, freezeId, ...runList(tx, office, running) }
  })
}

/** A round that takes applications, with these. */
export function openedRound(
  office: TestOffice,
  plan: RoundPlan,
  applicants: readonly Applicant[],
  { title = TITLE }: Pick<Making, 'title'> = {},
): { roundId: string } {
  const roundId = randomUUID()
  transaction(office.writer, (tx) => {
    const row = { id: roundId, title, kind: plan.kind, plan: JSON.stringify(plan), status: 'open' as const }
    insertRound(tx, { ...row, after_round: null })
    record(tx, office, 'supervisor', { roundId, event: { kind: 'open', plan } })
    for (const applicant of applicants) keepEntrant(tx, office, { roundId, applicant })
  })
  return { roundId }
}

function keepEntrant(
  tx: Transaction,
  office: TestOffice,
  { roundId, applicant }: { roundId: string; applicant: Applicant },
): void {
  const { no, group, points, consent = true, ...rest } = applicant
  const given = { ...rest, consent, ...(points === undefined ? {} : { points }) }
  insertEntrant(tx, {
    round_id: roundId,
    no,
    source: 'list',
    resident_id: null,
    case_id: null,
    name: `示例·${no}`,
    id_number: null,
    town: group ?? null,
    points_x100: points === undefined ? null : pointsX100(points),
    given: JSON.stringify(given),
    entered_by: office.as('clerk').account.accountId,
    entered_at: office.clock.now(),
    withdrawn: null,
  })
}

type Freezing = { roundId: string; list: string; policyHash: string; runner: Who }

function freezeList(
  tx: Transaction,
  office: TestOffice,
  { roundId, list, policyHash, runner }: Freezing,
): string {
  const freezeId = randomUUID()
  const listHash = `sha256:${sha256(list)}`
  insertFreeze(tx, {
    id: freezeId,
    round_id: roundId,
    list,
    list_hash: listHash,
    policy_hash: policyHash,
    frozen_by: office.as(runner).account.accountId,
    frozen_at: office.clock.now(),
  })
  const applicants = list.trimEnd().split('\n').length - 1
  const event = { kind: 'freeze' as const, freezeId, listHash, policyHash, applicants }
  record(tx, office, runner, { roundId, event })
  return freezeId
}

type Running = Freezing & { plan: RoundPlan; seed: string; freezeId: string }

function runList(
  tx: Transaction,
  office: TestOffice,
  { roundId, plan, list, seed, freezeId, policyHash, runner }: Running,
): { runId: string; result: RoundResult } {
  const round = roundOfList(list, seed)
  const result = allocateRound(round, sha256, { explain: true })
  const runId = randomUUID()
  insertRun(tx, {
    id: runId,
    round_id: roundId,
    frozen: canonicalRound(round),
    result: JSON.stringify(result),
    input_hash: result.inputHash,
    policy_hash: policyHash,
    engine: result.engine,
    seed,
    ran_by: office.as(runner).account.accountId,
    ran_at: office.clock.now(),
    freeze_id: freezeId,
  })
  insertSeats(tx, { runId, roundId, plan, round, result })
  record(tx, office, runner, { roundId, event: { kind: 'run', runId, inputHash: result.inputHash, seed } })
  return { runId, result }
}

function record(
  tx: Transaction,
  office: TestOffice,
  who: Who,
  { roundId, event }: { roundId: string; event: NewRoundEvent },
): void {
  const { accountId } = office.as(who).account
  recordRoundEvent(tx, { roundId, accountId, at: office.clock.now() }, event)
}
