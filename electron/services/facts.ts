import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { findEvidence } from '#electron/store/tables/evidence.ts'
import {
  addFactEvent,
  type FactRow,
  findFactRow,
  insertFactInPlaceOf,
  linkEvidence,
  listSameClaims,
  supersedeFacts,
} from '#electron/store/tables/facts.ts'
import { findResidentBySeq, personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { plainCode } from '#shared/base/typed-text.ts'
import { checkUscc } from '#shared/base/uscc.ts'
import {
  contradictions,
  type FactKind,
  FactState,
  type FactValue,
  type StatedFact,
  slotOf,
  takesPlaceOf,
} from '#shared/domain/people/index.ts'
import { type DecideFactRequest, RecordedFact, type RecordFactRequest } from '#shared/ipc/facts.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { getListedResident } from './listed-resident.ts'
import { keepPoints } from './points.ts'
import { factOf, type HeldRow, heldFacts, sourceOf } from './resident-facts.ts'
import { keepSearchKeys } from './search-keys.ts'

/**
 * Records a fact with its evidence. What the clerk saw evidence of is accepted and takes the place of the earlier one,
 * which is kept; what the resident only says is claimed and waits for a decision.
 * @returns the fact's id, and in words what asks for a second look
 * @throws CounterError BAD_INPUT at the field that cannot be or at `evidenceIds`; NOT_FOUND; CONFLICT where the
 *   record was merged into another
 * @idempotent with `request.commandId`
 */
export function recordFact(context: ServiceContext, request: RecordFactRequest): RecordedFact {
  const { residentId, source } = request
  const { resources, clock } = context
  const on = clock.today()
  const command = { id: request.commandId, kind: 'facts.record', result: RecordedFact }
  return carryOut(context, command, (tx, at) => {
    const resident = getListedResident(tx, residentId)
    const persons = personSeqs(tx, resident.seq)
    const fact = { value: inNormalForm(request.fact), valid: request.valid ?? NO_PERIOD, source }
    const held = heldFacts(tx, persons)
    const warnings = requirePossible(fact, { resident, held, on })
    requireOwnEvidence(tx, persons, request.evidenceIds ?? [])
    const isClaim = request.origin === 'resident'
    const replaced = isClaim ? [] : replacedBy(tx, { fact, persons, held })
    const seq = insertFactInPlaceOf(
      tx,
      replaced,
      rowOf(fact, { resident, isClaim, accountId: context.account.accountId, at }),
    )
    linkEvidence(tx, seq, [...new Set(request.evidenceIds)])
    const { kind } = fact.value
    if (!isClaim) keepPoints(tx, resident, { resources, on })
    if (isSearched(kind)) for (const person of persons) keepSearchKeys(tx, person)
    const detail = { kind, department: source.department, superseded: replaced.length > 0, claimed: isClaim }
    return { result: { id: String(seq), warnings }, object: `resident:${residentId}`, detail }
  })
}

/** Kinds by whose number a person is found. */
function isSearched(kind: FactKind): boolean {
  return kind === 'permit' || kind === 'identityPaper'
}

const NO_PERIOD = { from: null, to: null } as const

type Recording = { resident: ResidentRow; isClaim: boolean; accountId: string; at: string }

function rowOf({ value, valid, source }: StatedFact, { resident, isClaim, accountId, at }: Recording) {
  return {
    resident: resident.seq,
    kind: value.kind,
    slot: slotOf(value, valid),
    value: JSON.stringify(value),
    valid_from: valid.from,
    valid_to: valid.to,
    origin: isClaim ? ('resident' as const) : ('clerk' as const),
    source: JSON.stringify(source),
    batch: null,
    recorded_by: accountId,
    recorded_at: at,
    initial_state: isClaim ? ('claimed' as const) : ('accepted' as const),
  }
}

/** What loses its place: what held there, and claims of this very value, about which nothing is left to decide. */
function replacedBy(
  tx: Transaction,
  { fact, persons, held }: { fact: StatedFact; persons: readonly number[]; held: readonly HeldRow[] },
): number[] {
  const { value, valid } = fact
  const claim = { kind: value.kind, slot: slotOf(value, valid), value: JSON.stringify(value) }
  return [
    ...held.filter((other) => takesPlaceOf(fact, other)).map(({ row }) => row.seq),
    ...listSameClaims(tx, persons, claim),
  ]
}

const Decided = z.object({ state: FactState })

/**
 * Accepts a claimed fact, which takes the place of what held; or rejects a claimed or accepted one with a reason,
 * after which nothing holds in its place.
 * @throws CounterError NOT_FOUND; CONFLICT where it was decided before or the record was merged; BAD_INPUT at
 *   `reason` where a rejection has none, or where what is claimed cannot be beside what holds now
 * @idempotent with `request.commandId`
 */
export function decideFact(context: ServiceContext, request: DecideFactRequest): { state: FactState } {
  const { resources, clock } = context
  const on = clock.today()
  const command = { id: request.commandId, kind: 'facts.decide', result: Decided }
  return carryOut(context, command, (tx, at) => {
    const row = getFactRow(tx, request.factId)
    const resident = getOwner(tx, row)
    const doing = { accountId: context.account.accountId, at }
    if (request.accept) accept(tx, { row, resident, on, reason: request.reason, doing })
    else reject(tx, { row, reason: request.reason, doing })
    keepPoints(tx, resident, { resources, on })
    if (isSearched(row.kind)) for (const person of personSeqs(tx, resident.seq)) keepSearchKeys(tx, person)
    const state = request.accept ? 'accepted' : 'rejected'
    return { result: { state }, object: `resident:${resident.id}`, detail: { kind: row.kind, state } }
  })
}

type Deciding = {
  row: FactRow
  reason: string | undefined
  doing: { accountId: string; at: string }
}

function accept(
  tx: Transaction,
  { row, resident, on, reason, doing }: Deciding & { resident: ResidentRow; on: PlainDate },
): void {
  if (row.state !== 'claimed') throw decidedBefore()
  const persons = personSeqs(tx, resident.seq)
  const held = heldFacts(tx, persons)
  const fact = factOf(row)
  requirePossible({ ...fact, source: sourceOf(row) }, { resident, held, on })
  const replaced = held.filter((other) => takesPlaceOf(fact, other)).map((other) => other.row.seq)
  supersedeFacts(tx, replaced, { byFact: row.seq, ...doing })
  addFactEvent(tx, { ...eventOf({ row, reason, doing }), event: 'accept' })
}

function reject(tx: Transaction, deciding: Deciding): void {
  if (deciding.row.state !== 'claimed' && deciding.row.state !== 'accepted') throw decidedBefore()
  if (deciding.reason === undefined) {
    throw new CounterError('BAD_INPUT', '不采信要写明理由，没有保存。', {
      at: 'reason',
      hint: '请写明为什么不采信，例如“与原件不符”。',
    })
  }
  addFactEvent(tx, { ...eventOf(deciding), event: 'reject' })
}

function eventOf({ row, reason, doing }: Deciding) {
  return {
    fact: row.seq,
    by_fact: null,
    reason: reason ?? null,
    account_id: doing.accountId,
    at: doing.at,
  }
}

function decidedBefore(): CounterError {
  return new CounterError('CONFLICT', '这一条事实已经有了处理结果，没有再改。', {
    hint: '请刷新页面查看是谁在什么时候处理的；处理错了的，请重新登记这项事实。',
  })
}

function getFactRow(reader: Reader, id: string): FactRow {
  const row = /^[1-9]\d{0,14}$/.test(id) ? findFactRow(reader, Number(id)) : undefined
  if (row !== undefined) return row
  throw new CounterError('NOT_FOUND', '没有找到这条事实，没有做任何改动。', {
    hint: '请刷新页面后重新选择。',
  })
}

/** The person a fact counts for: the kept one where its record was merged. */
function getOwner(reader: Reader, { resident }: FactRow): ResidentRow {
  const own = findResidentBySeq(reader, resident)
  const kept = own?.merged_into == null ? own : findResidentBySeq(reader, own.merged_into)
  if (kept === undefined) throw new Error('a fact is of a resident')
  return getListedResident(reader, kept.id)
}

type Beside = { resident: ResidentRow; held: readonly HeldRow[]; on: PlainDate }

/** @returns warnings in words */
function requirePossible(fact: StatedFact, { resident, held, on }: Beside): string[] {
  const findings = contradictions(fact, { birth: resident.birth, facts: held, on })
  const refused = findings.find(({ severity }) => severity === 'refuse')
  if (refused !== undefined) {
    throw new CounterError('BAD_INPUT', `这项事实不能成立，没有保存：${refused.message}。`, {
      at: refused.at,
      hint: refused.remedy,
    })
  }
  return findings.map(({ message, remedy }) => `${message}。${remedy}`)
}

function requireOwnEvidence(reader: Reader, persons: readonly number[], ids: readonly string[]): void {
  for (const id of ids) {
    const evidence = findEvidence(reader, id)
    if (evidence === undefined || !persons.includes(evidence.resident)) {
      throw new CounterError('BAD_INPUT', '选的证明材料不在这位居民名下，没有保存。', {
        at: 'evidenceIds',
        hint: '请在这位居民的材料里选择，或先扫描上传。',
      })
    }
    if (evidence.state === 'rejected') {
      throw new CounterError('BAD_INPUT', '选的证明材料已判定不采信，不能用来证明，没有保存。', {
        at: 'evidenceIds',
        hint: '请换一份材料，或重新扫描上传。',
      })
    }
  }
}

/** Codes as they are compared: half-width, letters in upper case, no spaces around. */
function inNormalForm(fact: FactValue): FactValue {
  switch (fact.kind) {
    case 'employment':
      return { ...fact, uscc: checkUscc(fact.uscc).normal }
    case 'identityPaper':
      return { ...fact, number: plainCode(fact.number) }
    case 'permit':
      return fact.number === undefined ? fact : { ...fact, number: plainCode(fact.number) }
    default:
      return fact
  }
}
