import { randomUUID } from 'node:crypto'
import { sha256 } from '#electron/services/hash.ts'
import { findSeed } from '#electron/services/rounds/draw-record.ts'
import { insertSeats } from '#electron/services/rounds/seat-rows.ts'
import { type NewRoundEvent, recordRoundEvent, roundState } from '#electron/services/rounds/state.ts'
import type { Transaction } from '#electron/store/database.ts'
import { insertEntrant } from '#electron/store/tables/entrants.ts'
import { findFreeze, insertFreeze, insertRound } from '#electron/store/tables/rounds.ts'
import { insertRun } from '#electron/store/tables/runs.ts'
import { transaction } from '#electron/store/transaction.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import {
  type Applicant,
  allocateRound,
  canonicalRound,
  commitmentOf,
  frozenList,
  listText,
  RoundPlan,
  roundOfList,
} from '#shared/domain/allocation/index.ts'
import type { TestOffice } from './test-office.ts'

const AT = '2026-06-10T01:00:00.000Z'
const POLICY = `sha256:${'0'.repeat(64)}`
/** In force when an upheld objection was carried out. */
const LATER_POLICY = `sha256:${'1'.repeat(64)}`

/** Three invented schools in two towns, two classes, three seats kept for talents' children at the first. */
export function schoolPlan(changes: Partial<RoundPlan> = {}): RoundPlan {
  return RoundPlan.parse({
    kind: 'school',
    cutOff: parsePlainDate('2026-06-01'),
    applyFrom: null,
    applyUntil: null,
    publicityDays: 0,
    replyDays: 3,
    towns: ['浒山街道', '周巷镇'],
    order: 'points',
    classes: [
      { class: 1, name: '示例一类' },
      { class: 2, name: '示例二类' },
    ],
    ties: ['residenceMonths'],
    equals: 'ticket',
    line: null,
    places: [
      {
        id: 'S1',
        name: '示例一小',
        town: '浒山街道',
        capacity: 8,
        reserved: { tag: 'talent', count: 3, precedence: 'reserved-first' },
      },
      { id: 'S2', name: '示例二小', town: '浒山街道', capacity: 10 },
      { id: 'S3', name: '示例三小', town: '周巷镇', capacity: 5 },
    ],
    quotas: [],
    reversion: 'city-order',
    costPerHeadFen: null,
    draw: { mode: 'named', seed: '示例种子' },
    citations: [{ part: 'order', status: 'DECIDED', text: '示例：主管选定' }],
    ...changes,
  })
}

/** Invented applications with many equals, a pair of twins, a refused wish and some talents' children. */
export function schoolApplicants(count: number): Applicant[] {
  const places = ['S1', 'S2', 'S3']
  return Array.from(
    { length: count },
    (_, index): Applicant => ({
      no: String(index + 1).padStart(4, '0'),
      points: `${30 + ((index * 7) % 23)}.50`,
      ties: { residenceMonths: (index * 5) % 4 },
      group: index % 3 === 0 ? '周巷镇' : '浒山街道',
      ...(index % 9 === 0 ? { tags: ['talent'] } : {}),
      ...(index === 4 || index === 5 ? { family: 'F1' } : {}),
      wishes: places
        .map((_place, step) => places[(index + step) % 3] ?? '')
        .slice(0, 1 + (index % 3))
        .map((place) => ({
          place,
          class: 1 + (index % 2),
          ...(index === 7 && place === 'S2' ? { refused: '示例：不在范围' } : {}),
        })),
    }),
  )
}

export type Keeping = {
  title: string
  plan: RoundPlan
  applicants: readonly Applicant[]
  /** Whose points an objection raised to 99 after the first run, so that the list was frozen and run anew. */
  corrected?: string
}

/** A round in the store up to its run, by its tables and events alone. @returns its id */
export function keepRound(office: TestOffice, { title, plan, applicants, corrected }: Keeping): string {
  const id = randomUUID()
  const by = { roundId: id, accountId: office.as('clerk').account.accountId, at: AT }
  transaction(office.writer, (tx) => {
    insertRound(tx, {
      id,
      title,
      kind: plan.kind,
      plan: JSON.stringify(plan),
      status: 'open',
      after_round: null,
    })
    recordRoundEvent(tx, by, { kind: 'open', plan })
    for (const applicant of applicants) keepEntrant(tx, by, applicant)
    const revealers = plan.draw.mode === 'named' ? [] : plan.draw.revealers
    revealers.forEach(({ name }, index) => {
      const commitment = commitmentOf(secretOf(index), sha256)
      recordRoundEvent(tx, by, { kind: 'commit', revealer: name, commitment })
    })
    recordRoundEvent(
      tx,
      by,
      keepFreeze(tx, by, { list: listText(frozenList(title, plan, applicants)), policyHash: POLICY }),
    )
    revealers.forEach(({ name, fallback }, index) => {
      const absent = index === 2
      const secret = absent ? fallback : secretOf(index)
      recordRoundEvent(tx, by, { kind: 'reveal', revealer: name, secret, fallback: absent })
    })
    if (plan.draw.mode === 'commit-reveal') recordRoundEvent(tx, by, { kind: 'number', value: '01 02 03' })
    keepRun(tx, by, { title, plan })
    if (corrected === undefined) return
    const list = applicants.map((each) => (each.no === corrected ? { ...each, points: '99' } : each))
    const freeze = keepFreeze(tx, by, {
      list: listText(frozenList(title, plan, list)),
      policyHash: LATER_POLICY,
    })
    recordRoundEvent(tx, by, { ...freeze, reason: '异议成立后更正的名单，随批次读入' })
    keepRun(tx, by, { title, plan })
  })
  return id
}

function secretOf(index: number): string {
  return `示例秘密${index + 1}`
}

type By = { roundId: string; accountId: string; at: string }

function keepEntrant(tx: Transaction, { roundId, accountId }: By, { no, group, ...given }: Applicant): void {
  insertEntrant(tx, {
    round_id: roundId,
    no,
    source: 'list',
    resident_id: null,
    case_id: null,
    name: `示例·孩子${no}`,
    id_number: null,
    town: group ?? null,
    points_x100: null,
    given: JSON.stringify(given),
    entered_by: accountId,
    entered_at: AT,
    withdrawn: null,
  })
}

function keepFreeze(
  tx: Transaction,
  { roundId, accountId }: By,
  { list, policyHash }: { list: string; policyHash: string },
): NewRoundEvent {
  const freezeId = randomUUID()
  const listHash = `sha256:${sha256(list)}`
  insertFreeze(tx, {
    id: freezeId,
    round_id: roundId,
    list,
    list_hash: listHash,
    policy_hash: policyHash,
    frozen_by: accountId,
    frozen_at: AT,
  })
  return { kind: 'freeze', freezeId, listHash, policyHash, applicants: list.split('\n').length - 2 }
}

function keepRun(tx: Transaction, by: By, { title, plan }: { title: string; plan: RoundPlan }): void {
  const state = roundState(tx, by.roundId)
  const freeze = state.freezes.at(-1)
  const seed = findSeed(title, state) ?? ''
  const list = listOf(tx, freeze?.freezeId ?? '')
  const round = roundOfList(list, seed)
  const result = allocateRound(round, sha256, { explain: true })
  const runId = randomUUID()
  insertRun(tx, {
    id: runId,
    round_id: by.roundId,
    frozen: canonicalRound(round),
    result: JSON.stringify(result),
    input_hash: result.inputHash,
    policy_hash: freeze?.policyHash ?? '',
    engine: result.engine,
    seed,
    ran_by: by.accountId,
    ran_at: AT,
    freeze_id: freeze?.freezeId ?? null,
  })
  insertSeats(tx, { runId, roundId: by.roundId, plan, round, result })
  recordRoundEvent(tx, by, { kind: 'run', runId, inputHash: result.inputHash, seed })
}

function listOf(tx: Transaction, freezeId: string): string {
  const freeze = findFreeze(tx, freezeId)
  if (freeze === undefined) throw new Error('the list was frozen a moment ago')
  return freeze.list
}
