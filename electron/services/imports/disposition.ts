import { type FactKind, type FactValue, slotOf } from '#shared/domain/people/index.ts'
import type { DatedFact, Desk } from './desk.ts'
import type { JudgedRow } from './judged-row.ts'

/** What one row says, in the form it would be kept in. */
export type Claim = { row: JudgedRow; value: FactValue; slot: string; text: string }

const NO_PERIOD = { from: null, to: null } as const

export function claimOf(row: JudgedRow, value: FactValue): Claim {
  return { row, value, slot: slotOf(value, NO_PERIOD), text: JSON.stringify(value) }
}

/** Refuses rows of one file that say different things of one slot of one person. */
export function refuseContradictions(claims: readonly Claim[]): void {
  for (const group of groupBySlot(claims).values()) {
    const [first] = group
    if (group.every(({ text }) => text === first?.text)) continue
    const places = group.map(({ row }) => row.row)
    for (const { row } of group) refuseContradiction(row, places)
  }
}

export function refuseContradiction(row: JudgedRow, places: readonly number[]): void {
  const others = [...new Set(places)].filter((place) => place !== row.row).slice(0, 3)
  row.refuse(
    null,
    `与第 ${others.join('、')} 行说的是同一个人的同一件事，内容却不一样，不知道哪一行对。请只留正确的一行。`,
  )
}

/** Settles the claims of rows that are not bad against what the store holds of the person. */
export function disposeClaims(seq: number, claims: readonly Claim[], desk: Desk): void {
  const factsOf = new Map<FactKind, DatedFact[]>()
  for (const group of groupBySlot(claims.filter(({ row }) => !row.isBad)).values()) {
    const [claim, ...repeated] = group
    if (claim === undefined) continue
    const { kind } = claim.value
    const facts = factsOf.get(kind) ?? desk.factsOf(seq, kind)
    factsOf.set(kind, facts)
    const beside = facts.filter(({ slot }) => slot === claim.slot)
    disposeClaim(seq, claim, { desk, beside })
    for (const { row } of repeated) row.note(`与第 ${claim.row.row} 行重复，只记一次。`)
  }
}

function disposeClaim(
  seq: number,
  { row, value, slot, text }: Claim,
  { desk, beside }: { desk: Desk; beside: readonly DatedFact[] },
): void {
  const same = beside.filter((fact) => saysAll(fact, value, text))
  if (same.some(({ state }) => state === 'accepted')) return
  if (same.some((fact) => fact.state === 'claimed' && isFeedOf(fact, desk))) {
    row.note('这个说法此前已经导入，还在等待处理差异。')
    return
  }
  if (same.some((fact) => fact.state === 'rejected' && !fact.isUndone)) {
    row.note('这个说法此前已经由工作人员决定不采信，不再重复提出。')
    return
  }
  const held = beside.find(({ state }) => state === 'accepted')
  const replaces = held !== undefined && mayReplace(held, desk) ? held.seq : 0
  const state = held === undefined || replaces !== 0 ? 'accepted' : 'claimed'
  desk.changes.add({ what: 'fact', resident: seq, kind: value.kind, slot, value: text, state, replaces })
  row.settle(state === 'accepted' ? 'add' : 'differing')
}

/**
 * Whether a file may take the place of an accepted fact: only of one that the same department reported, that nobody
 * here decided on, and that is not newer than the file.
 */
export function mayReplace(held: DatedFact, desk: Pick<Desk, 'source'>): boolean {
  const isOlder = held.dataDate <= desk.source.dataDate
  return isFeedOf(held, desk) && held.initial_state === 'accepted' && isOlder
}

export function isFeedOf(fact: DatedFact, { source }: Pick<Desk, 'source'>): boolean {
  return fact.origin === 'feed' && !fact.isUndone && fact.department === source.department
}

/** Whether a fact of the store says everything the claim says; cells left blank take nothing away. */
function saysAll(fact: DatedFact, value: FactValue, text: string): boolean {
  if (fact.value === text) return true
  const held: Record<string, unknown> = JSON.parse(fact.value)
  return Object.entries(value).every(([key, part]) => held[key] === part)
}

function groupBySlot(claims: readonly Claim[]): Map<string, Claim[]> {
  return Map.groupBy(claims, ({ value, slot }) => `${value.kind} ${slot}`)
}
