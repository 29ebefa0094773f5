import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { insertAudit } from '#electron/store/tables/audit.ts'
import {
  type EndedBy,
  endRelationRow,
  findHousehold,
  findRelation,
  insertHousehold,
  insertRelation,
  joinHousehold,
  leaveHousehold,
  listPeople,
  listRelationsWithin,
  personOfRecords,
  type RelationRow,
  recordsOfPersons,
  setHouseholdAddress,
} from '#electron/store/tables/families.ts'
import { personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import {
  type KnownRelations,
  requirePossibleRelation,
  type StoredRelation,
  storedRelation,
} from '#shared/domain/people/index.ts'
import {
  type EndRelationRequest,
  MovedHousehold,
  type MoveHouseholdRequest,
  Related,
  type RelateRequest,
} from '#shared/ipc/families.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { householdOf, kinOf, standsAbove } from './family-links.ts'
import { getListedResident } from './listed-resident.ts'
import { keepPointsOfFamily } from './points.ts'

type Pair = { from: ResidentRow; to: ResidentRow }

/**
 * Records what one resident is to another, with where that is known from, and where asked puts both into one
 * household. Merged records count as the person they belong to.
 * @throws CounterError NOT_FOUND; CONFLICT where a record was merged away or another relation forbids this one;
 *   DUPLICATE where it is recorded already; BAD_INPUT at the field that cannot be
 * @idempotent with `request.commandId`
 */
export function relate(context: ServiceContext, request: RelateRequest): Related {
  const { account, clock, resources } = context
  const command = { id: request.commandId, kind: 'families.relate', result: Related }
  return carryOut(context, command, (tx, at) => {
    const resident = getListedResident(tx, request.residentId)
    const other = getListedResident(tx, request.otherId)
    requireSensible(request, clock.today())
    const { kind, forward } = storedRelation(request.kind)
    const pair = inOrder(kind, forward ? { from: resident, to: other } : { from: other, to: resident })
    const known = knownRelations(tx, kind, pair)
    const warnings = requirePossibleRelation({ kind, ...pair, known }, clock.today())
    const by = { accountId: account.accountId, at }
    const seq = insertRelation(tx, {
      kind,
      resident: pair.from.seq,
      other: pair.to.seq,
      custody: request.custody ?? null,
      source: JSON.stringify(request.source),
      recorded_by: by.accountId,
      recorded_at: at,
    })
    if (request.together) liveTogether(tx, { resident, other, by })
    keepPointsOfFamily(tx, [resident.seq, other.seq], { resources, on: clock.today() })
    const detail = { kind, together: request.together }
    note(tx, 'families.relate', { residentId: other.id, by, detail })
    return { result: { id: String(seq), warnings }, object: `resident:${resident.id}`, detail }
  })
}

/**
 * Ends a relation on a day, or on one not known; it stays in the history. What two merged records both say ends
 * together.
 * @throws CounterError NOT_FOUND; CONFLICT where it has ended; BAD_INPUT at `endedOn`
 * @idempotent with `request.commandId`
 */
export function endRelation(context: ServiceContext, request: EndRelationRequest): Record<string, never> {
  const { account, clock, resources } = context
  const command = { id: request.commandId, kind: 'families.endRelation', result: z.strictObject({}) }
  return carryOut(context, command, (tx, at) => {
    const relation = getRelation(tx, request.relationId)
    if (relation.ended_at !== null) {
      throw new CounterError('CONFLICT', '这项关系已经结束，没有再次结束。', {
        at: 'relationId',
        hint: '请刷新家庭图再看。',
      })
    }
    const persons = personOfRecords(tx, [relation.resident, relation.other])
    const people = listPeople(tx, [...persons.values()])
    requireEndDay(request.endedOn, { births: people.map(({ birth }) => birth), today: clock.today() })
    const by = { accountId: account.accountId, at }
    for (const same of sameRelations(tx, relation)) {
      endRelationRow(tx, same.seq, { ...by, on: request.endedOn, reason: request.reason })
    }
    keepPointsOfFamily(tx, [...new Set(persons.values())], { resources, on: clock.today() })
    const detail = { kind: relation.kind }
    const [first, ...others] = people
    for (const person of others) note(tx, 'families.endRelation', { residentId: person.id, by, detail })
    return { result: {}, object: `resident:${first?.id ?? ''}`, detail }
  })
}

/**
 * Puts a resident into the household of another, made where that one has none, or takes the resident out of theirs.
 * A person is in one household at a time; earlier ones stay in the history.
 * @throws CounterError NOT_FOUND; BAD_INPUT at `withId` or `address`; CONFLICT where a record was merged away, the
 *   household has another address, or there is none to leave; DUPLICATE where they live together already
 * @idempotent with `request.commandId`
 */
export function moveHousehold(context: ServiceContext, request: MoveHouseholdRequest): MovedHousehold {
  const { residentId, withId, address } = request
  const command = { id: request.commandId, kind: 'families.moveHousehold', result: MovedHousehold }
  return carryOut(context, command, (tx, at) => {
    const resident = getListedResident(tx, residentId)
    const by = { accountId: context.account.accountId, at }
    const householdId =
      withId === null
        ? moveOut(tx, { resident, address, by })
        : moveIn(tx, { resident, host: getListedResident(tx, withId), address, by })
    const detail = { joined: householdId !== null }
    return { result: { householdId }, object: `resident:${residentId}`, detail }
  })
}

function requireSensible(
  { residentId, otherId, kind, custody, source }: RelateRequest,
  today: PlainDate,
): void {
  if (residentId === otherId) {
    throw impossible('otherId', '一个人不能是自己的亲属', '请重新选择对方')
  }
  if (custody !== undefined && kind !== 'parent' && kind !== 'child') {
    throw impossible('custody', '只有父母和子女之间才有抚养权归属', '请去掉抚养权一项')
  }
  if (source.dataDate > today) {
    throw impossible('source.dataDate', '数据日期晚于今天', '请照证件或证明原件核对日期')
  }
}

function inOrder(kind: StoredRelation, pair: Pair): Pair {
  if (kind !== 'spouse' || pair.from.seq < pair.to.seq) return pair
  return { from: pair.to, to: pair.from }
}

function knownRelations(reader: Reader, kind: StoredRelation, { from, to }: Pair): KnownRelations {
  const kinOfFrom = kinOf(reader, from.seq)
  const kinOfTo = kinOf(reader, to.seq)
  const between = kinOfFrom
    .filter(({ person }) => person === to.seq)
    .map(({ link }) => ({ kind: link.kind, forward: link.from === from.seq }))
  return {
    between,
    otherSpouse: [...kinOfFrom, ...kinOfTo].some(
      (kin) => kin.kind === 'spouse' && kin.person !== from.seq && kin.person !== to.seq,
    ),
    otherParents: kinOfTo.filter((kin) => kin.kind === 'parent' && kin.person !== from.seq).length,
    circular: kind !== 'spouse' && standsAbove(reader, { upper: to.seq, lower: from.seq }, kind),
  }
}

function getRelation(reader: Reader, id: string): RelationRow {
  const relation = /^\d{1,15}$/.test(id) ? findRelation(reader, Number(id)) : undefined
  if (relation !== undefined) return relation
  throw new CounterError('NOT_FOUND', '没有找到这项关系，没有做任何改动。', { hint: '请刷新家庭图再选。' })
}

/** This relation, and the same one where it was recorded for another record of the same two persons. */
function sameRelations(reader: Reader, relation: RelationRow): RelationRow[] {
  const persons = [...new Set(personOfRecords(reader, [relation.resident, relation.other]).values())]
  const rows = listRelationsWithin(reader, recordsOfPersons(reader, persons))
  const person = personOfRecords(
    reader,
    rows.flatMap(({ resident, other }) => [resident, other]),
  )
  const upper = person.get(relation.resident)
  return rows.filter(
    ({ kind, resident }) => kind === relation.kind && (kind === 'spouse' || person.get(resident) === upper),
  )
}

function requireEndDay(
  endedOn: PlainDate | null,
  { births, today }: { births: readonly PlainDate[]; today: PlainDate },
): void {
  if (endedOn === null) return
  if (endedOn > today) {
    throw impossible('endedOn', '结束日期晚于今天', '请照证明核对日期，还没有结束的不要登记')
  }
  if (births.some((birth) => endedOn < birth)) {
    throw impossible('endedOn', '结束日期早于其中一人的出生日期', '请照证明核对日期')
  }
}

type Movers = { resident: ResidentRow; other: ResidentRow; by: EndedBy }

/** Both in one household: that of the first, else that of the other, else a new one. */
function liveTogether(tx: Transaction, { resident, other, by }: Movers): void {
  const home = householdOf(tx, personSeqs(tx, resident.seq))
  const otherHome = householdOf(tx, personSeqs(tx, other.seq))
  if (home !== null && home === otherHome) return
  const householdId = home ?? otherHome ?? createHousehold(tx, { town: resident.town, address: null, by })
  if (home === null) settle(tx, { resident, householdId, by })
  if (otherHome !== householdId) settle(tx, { resident: other, householdId, by })
}

function moveOut(
  tx: Transaction,
  { resident, address, by }: { resident: ResidentRow; address: string | undefined; by: EndedBy },
): null {
  if (address !== undefined) throw impossible('address', '迁出时没有新的住址可记', '请去掉住址')
  const records = personSeqs(tx, resident.seq)
  if (householdOf(tx, records) === null) {
    throw new CounterError('CONFLICT', '这位居民没有登记在任何一户，没有可以迁出的户。', {
      at: 'residentId',
      hint: '请刷新家庭图再看。',
    })
  }
  leaveHousehold(tx, records, by)
  return null
}

type MovingIn = { resident: ResidentRow; host: ResidentRow; address: string | undefined; by: EndedBy }

function moveIn(tx: Transaction, { resident, host, address, by }: MovingIn): string {
  if (host.seq === resident.seq) throw impossible('withId', '不能迁入自己所在的户', '请选择同住的另一个人')
  const home = householdOf(tx, personSeqs(tx, host.seq))
  if (home !== null && householdOf(tx, personSeqs(tx, resident.seq)) === home) {
    throw new CounterError('DUPLICATE', '两个人已经在同一户，没有重复登记。', {
      at: 'withId',
      hint: '请刷新家庭图再看。',
    })
  }
  const householdId = home ?? createHousehold(tx, { town: host.town, address: address ?? null, by })
  if (home === null) {
    settle(tx, { resident: host, householdId, by })
    note(tx, 'families.moveHousehold', { residentId: host.id, by, detail: { joined: true } })
  } else if (address !== undefined) noteAddress(tx, home, address)
  settle(tx, { resident, householdId, by })
  return householdId
}

/** An address is noted once; a household that moves is another household. */
function noteAddress(tx: Transaction, householdId: string, address: string): void {
  const known = findHousehold(tx, householdId)?.address ?? null
  if (known === null) setHouseholdAddress(tx, householdId, address)
  if (known === null || known === address) return
  throw new CounterError('CONFLICT', '对方所在的户登记的是另一个住址，没有保存。', {
    at: 'address',
    hint: '住址没有变的，请去掉住址再保存；全户搬了家的，请先逐人迁出，再按新住址立户。',
  })
}

function createHousehold(
  tx: Transaction,
  { town, address, by }: { town: string; address: string | null; by: EndedBy },
): string {
  const id = randomUUID()
  insertHousehold(tx, { id, town, address, created_by: by.accountId, created_at: by.at })
  return id
}

function settle(
  tx: Transaction,
  { resident, householdId, by }: { resident: ResidentRow; householdId: string; by: EndedBy },
): void {
  leaveHousehold(tx, personSeqs(tx, resident.seq), by)
  joinHousehold(tx, { householdId, resident: resident.seq, by })
}

/** The same change in the history of the other person it concerns. */
function note(
  tx: Transaction,
  action: string,
  { residentId, by, detail }: { residentId: string; by: EndedBy; detail: Record<string, unknown> },
): void {
  const object = `resident:${residentId}`
  insertAudit(tx, { at: by.at, account_id: by.accountId, action, object, detail: JSON.stringify(detail) })
}

function impossible(at: string, what: string, remedy: string): CounterError {
  return new CounterError('BAD_INPUT', `${what}，没有保存。`, { at, hint: `${remedy}后再保存。` })
}
