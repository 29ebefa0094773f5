import { randomUUID } from 'node:crypto'
import type { Transaction } from '#electron/store/database.ts'
import { insertAudit } from '#electron/store/tables/audit.ts'
import { updatePair } from '#electron/store/tables/duplicates.ts'
import { givePlacesBack } from '#electron/store/tables/earlier-facts.ts'
import { addFactEvent, type Doing, findAcceptedFact, supersedeFacts } from '#electron/store/tables/facts.ts'
import {
  findMerge,
  insertMerge,
  listMergedBelow,
  listMergesInto,
  listPlacesLost,
  type MergeRow,
  markMergeUndone,
  setMergedInto,
} from '#electron/store/tables/merges.ts'
import { findResidentBySeq, personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import { type FactKind, factTitle } from '#shared/domain/people/index.ts'
import { Merged, type MergeRequest, type UndoMergeRequest, UndoneMerge } from '#shared/ipc/duplicates.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { pairsBetween } from './duplicates.ts'
import { listedPair } from './listed-pair.ts'
import { type MergeConflict, mergeConflicts } from './merge-conflicts.ts'
import { mergeHindrance } from './merge-hindrance.ts'
import { keepPoints } from './points.ts'
import { keepSearchKeys } from './search-keys.ts'

/** The records of the person that is kept, and those of the one that is merged or parted. */
type Sides = { kept: readonly number[]; other: readonly number[] }

/**
 * Makes two records one person. Nothing is moved: the merged record says whose it is, and everything is read through
 * the kept one. Where both hold another value of one thing, the choice says which holds; the other loses its place and
 * keeps its history.
 * @throws CounterError NOT_FOUND; CONFLICT where the two cannot be one now, with the remedy; BAD_INPUT at `otherId` or
 *   `choices`
 * @idempotent with `request.commandId`
 */
export function mergeResidents(context: ServiceContext, request: MergeRequest): Merged {
  const { account } = context
  const command = { id: request.commandId, kind: 'duplicates.merge', result: Merged }
  return carryOut(context, command, (tx, at) => {
    const { kept, other } = listedPair(tx, request)
    const hindrance = mergeHindrance(tx, kept, other)
    if (hindrance !== null) throw hindrance
    const doing = { accountId: account.accountId, at }
    const sides = { kept: personSeqs(tx, kept.seq), other: personSeqs(tx, other.seq) }
    const superseded = settleConflicts(tx, { sides, choices: request.choices, doing })
    const mergeId = randomUUID()
    insertMerge(tx, {
      id: mergeId,
      kept: kept.seq,
      merged: other.seq,
      reason: request.reason,
      superseded: JSON.stringify(superseded),
      merged_by: doing.accountId,
      merged_at: at,
    })
    // What was merged into the other record before follows it; its own merge still says where it belongs.
    setMergedInto(tx, sides.other, kept.seq)
    for (const pair of pairsBetween(tx, { one: sides.kept, other: sides.other }, 'open')) {
      updatePair(tx, pair.seq, { state: 'merged', decided_by: doing.accountId, decided_at: at })
    }
    keepPointsOf(context, tx, [kept, other])
    keepKeysOf(tx, sides)
    const detail = { mergeId, superseded: superseded.length }
    note(tx, command.kind, { resident: other, doing, detail })
    return { result: { mergeId }, object: `resident:${kept.id}`, detail }
  })
}

/**
 * Parts what was merged. Facts of either side that lost their place to the other since then get it back, unless
 * something else holds there by now. Merges into one record are undone from the last to the first.
 * @returns what did not come back
 * @throws CounterError NOT_FOUND; CONFLICT where it was undone before, or a later merge must be undone first
 * @idempotent with `request.commandId`
 */
export function undoMerge(context: ServiceContext, request: UndoMergeRequest): UndoneMerge {
  const { account } = context
  const command = { id: request.commandId, kind: 'duplicates.undoMerge', result: UndoneMerge }
  return carryOut(context, command, (tx, at) => {
    const merge = getMerge(tx, request.mergeId)
    const kept = getRecord(tx, merge.kept)
    const other = getRecord(tx, merge.merged)
    requireLast(tx, merge, kept)
    const doing = { accountId: account.accountId, at }
    const below = listMergedBelow(tx, other.seq)
    setMergedInto(tx, [other.seq], null)
    setMergedInto(tx, below, other.seq)
    markMergeUndone(tx, merge.id, { reason: request.reason, ...doing })
    const sides = { kept: personSeqs(tx, kept.seq), other: personSeqs(tx, other.seq) }
    const keptNewer = giveBackPlaces(tx, sides, { since: merge.merged_at, doing })
    for (const pair of pairsBetween(tx, { one: sides.kept, other: sides.other }, 'merged')) {
      updatePair(tx, pair.seq, { state: 'open', decided_by: null, decided_at: null })
    }
    keepPointsOf(context, tx, [kept, other])
    keepKeysOf(tx, sides)
    const detail = { mergeId: merge.id, keptNewer: keptNewer.length }
    note(tx, command.kind, { resident: other, doing, detail })
    return { result: { keptNewer }, object: `resident:${kept.id}`, detail }
  })
}

type Choices = MergeRequest['choices']

/** Takes the place of the facts that were not chosen. @returns their keys */
function settleConflicts(
  tx: Transaction,
  { sides, choices, doing }: { sides: Sides; choices: Choices; doing: Doing },
): number[] {
  const { conflicts, alike } = mergeConflicts(tx, sides)
  requireOneChoiceEach(conflicts, choices)
  const differing = conflicts.map(({ key, kept, other }) => {
    const chosen = choices.find((choice) => choice.key === key)?.factId
    return chosen === String(kept.seq) ? { winner: kept, loser: other } : { winner: other, loser: kept }
  })
  const same = alike.map(({ kept, other }) => ({ winner: kept, loser: other }))
  const settled = [...differing, ...same]
  for (const { winner, loser } of settled) supersedeFacts(tx, [loser.seq], { byFact: winner.seq, ...doing })
  return settled.map(({ loser }) => loser.seq)
}

function requireOneChoiceEach(conflicts: readonly MergeConflict[], choices: Choices): void {
  const fits = (conflict: MergeConflict) => {
    const own = choices.filter(({ key }) => key === conflict.key)
    const offered = [conflict.kept, conflict.other].map(({ seq }) => String(seq))
    return own.length === 1 && own.every(({ factId }) => offered.includes(factId))
  }
  if (choices.length === conflicts.length && conflicts.every(fits)) return
  const titles = [
    ...new Set(conflicts.filter((conflict) => !fits(conflict)).map(({ kind }) => factTitle(kind))),
  ]
  const where =
    titles.length === 0 ? '所选的项目和现在的比对不一致' : `还没有选定以哪一边为准：${titles.join('、')}`
  throw new CounterError('BAD_INPUT', `${where}，两条记录没有合并。`, {
    at: 'choices',
    hint: '请刷新比对页，逐项选定后再合并。',
  })
}

function requireLast(tx: Transaction, merge: MergeRow, kept: ResidentRow): void {
  if (merge.undone_at !== null) {
    throw new CounterError('CONFLICT', '这次合并已经撤销，没有再次撤销。', {
      at: 'mergeId',
      hint: '请刷新页面再看。',
    })
  }
  if (kept.merged_into !== null) {
    throw new CounterError('CONFLICT', '保留的那条记录后来又并入了另一条，这次合并没有撤销。', {
      at: 'mergeId',
      hint: '请打开最后保留的那条记录，从后往前逐次撤销。',
    })
  }
  const [last] = listMergesInto(tx, kept.seq)
  if (last?.id !== merge.id) {
    throw new CounterError('CONFLICT', '后来还有别的记录并入这一条，这次合并没有撤销。', {
      at: 'mergeId',
      hint: '请从最后一次合并开始，从后往前逐次撤销。',
    })
  }
}

/** @returns titles of the facts whose place something else holds by now */
function giveBackPlaces(
  tx: Transaction,
  { kept, other }: Sides,
  { since, doing }: { since: string; doing: Doing },
): string[] {
  const taken: FactKind[] = []
  const giveBack = givePlacesBack(tx, { batch: null, by: { ...doing, reason: null } })
  for (const [own, theirs] of [[kept, other] as const, [other, kept] as const]) {
    for (const lost of listPlacesLost(tx, { of: own, to: theirs, since })) {
      // What an import brought that was taken back stays away; what it had taken the place of comes in its stead.
      if (lost.takenBack === 1) giveBack(lost)
      else if (lost.accepted === 1 && findAcceptedFact(tx, own, lost) !== undefined) taken.push(lost.kind)
      else addFactEvent(tx, reinstatement(lost.seq, doing))
    }
  }
  return [...new Set(taken)].map((kind) => factTitle(kind))
}

function reinstatement(fact: number, { accountId, at }: Doing) {
  return { fact, event: 'reinstate' as const, by_fact: null, reason: null, account_id: accountId, at }
}

function keepPointsOf(
  { resources, clock }: ServiceContext,
  tx: Transaction,
  residents: readonly ResidentRow[],
): void {
  for (const resident of residents) keepPoints(tx, resident, { resources, on: clock.today() })
}

/** By the number of a permit the one is found whose permit it is now. */
function keepKeysOf(tx: Transaction, { kept, other }: Sides): void {
  for (const record of [...kept, ...other]) keepSearchKeys(tx, record)
}

/** The same change in the history of the other record. */
function note(
  tx: Transaction,
  action: string,
  { resident, doing, detail }: { resident: ResidentRow; doing: Doing; detail: Record<string, unknown> },
): void {
  insertAudit(tx, {
    at: doing.at,
    account_id: doing.accountId,
    action,
    object: `resident:${resident.id}`,
    detail: JSON.stringify(detail),
  })
}

function getMerge(tx: Transaction, id: string): MergeRow {
  const merge = findMerge(tx, id)
  if (merge !== undefined) return merge
  throw new CounterError('NOT_FOUND', '没有找到这次合并，没有做任何改动。', { hint: '请刷新页面再看。' })
}

function getRecord(tx: Transaction, seq: number): ResidentRow {
  const record = findResidentBySeq(tx, seq)
  if (record === undefined) throw new Error('a merge names two records of the store')
  return record
}
