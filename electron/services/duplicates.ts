import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { insertAudit } from '#electron/store/tables/audit.ts'
import {
  type DuplicatePairRow,
  findPair,
  insertPair,
  type LookAlikeRow,
  listLookAlikes,
  listOpenPairs,
  listPairsOf,
  updatePair,
} from '#electron/store/tables/duplicates.ts'
import { personOfRecords } from '#electron/store/tables/families.ts'
import { personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import { CounterError } from '#shared/base/failure.ts'
import { checkResidentId } from '#shared/base/resident-id.ts'
import type {
  DuplicateCandidate,
  DuplicateCheckRequest,
  DuplicateListRequest,
  DuplicatePairList,
  NotSameRequest,
} from '#shared/ipc/duplicates.ts'
import { carryOut } from './command.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { findDuplicates, lookAlike } from './duplicate-check.ts'
import { getListedResident } from './listed-resident.ts'

/**
 * Who may be the person being entered. A check of a whole number is a search by number: it is recorded, without the
 * number.
 * @throws CounterError BAD_INPUT where nothing is left of the name or the number to compare
 */
export function checkDuplicates(
  context: ServiceContext,
  request: DuplicateCheckRequest,
): DuplicateCandidate[] {
  const { valid, sex } = checkResidentId(request.idNumber)
  const entered = { ...request, birth: null, sex: valid ? (sex ?? null) : null }
  const candidates = findDuplicates(context.reader, entered)
  if (valid) recordSearch(context, candidates.length)
  return candidates
}

/** The pairs of records that wait for a decision, newest first. Of a merged record the kept one is shown. */
export function listDuplicatePairs(
  context: ServiceContext,
  request: DuplicateListRequest,
): DuplicatePairList {
  return snapshot(context.reader, () => {
    const { total, rows } = listOpenPairs(context.reader, request)
    const shown = personsShown(context.reader, rows)
    return {
      total,
      rows: rows.map(({ seq, first, second, why, found_at }) => ({
        id: String(seq),
        first: lookAlike(shown(first)),
        second: lookAlike(shown(second)),
        why,
        foundAt: found_at,
      })),
    }
  })
}

/**
 * Decides, with the reason, that two records are two people. They are not raised again unless a name or number is
 * changed.
 * @throws CounterError NOT_FOUND; BAD_INPUT where both are one record; CONFLICT where one was merged away;
 *   DUPLICATE where it was decided before
 * @idempotent with `request.commandId`
 */
export function notSame(context: ServiceContext, request: NotSameRequest): Record<string, never> {
  const { firstId, secondId, reason } = request
  const command = { id: request.commandId, kind: 'duplicates.notSame', result: z.strictObject({}) }
  return carryOut(context, command, (tx, at) => {
    const first = getListedResident(tx, firstId)
    const second = getListedResident(tx, secondId)
    if (first.seq === second.seq) {
      throw new CounterError('BAD_INPUT', '两边是同一条记录，没有可以区分的，没有保存。', {
        at: 'secondId',
        hint: '请重新选择另一条记录。',
      })
    }
    for (const seq of undecidedPairs(tx, { first, second, at })) {
      const decision = {
        state: 'different',
        reason,
        decided_by: context.account.accountId,
        decided_at: at,
      } as const
      updatePair(tx, seq, decision)
    }
    insertAudit(tx, {
      at,
      account_id: context.account.accountId,
      action: command.kind,
      object: `resident:${secondId}`,
      detail: '{}',
    })
    return { result: {}, object: `resident:${firstId}` }
  })
}

/** The pairs between two persons that wait for a decision; two people nobody suspected yet are noted as a pair. */
function undecidedPairs(
  tx: Transaction,
  { first, second, at }: { first: ResidentRow; second: ResidentRow; at: string },
): number[] {
  const open = pairsBetween(tx, { one: personSeqs(tx, first.seq), other: personSeqs(tx, second.seq) }, 'open')
  if (open.length > 0) return open.map(({ seq }) => seq)
  if (findPair(tx, first.seq, second.seq) !== undefined) {
    throw new CounterError('DUPLICATE', '这两条记录已经认定不是同一个人，没有重复认定。', {
      at: 'secondId',
      hint: '请刷新名单再看。',
    })
  }
  return [insertPair(tx, { one: first.seq, other: second.seq, why: '人工比对', at })]
}

/** The pairs in one state of which one record belongs to the one person and one to the other. */
export function pairsBetween(
  reader: Reader,
  { one, other }: { one: readonly number[]; other: readonly number[] },
  state: DuplicatePairRow['state'],
): DuplicatePairRow[] {
  return listPairsOf(reader, one, state).filter(
    ({ first, second }) => other.includes(first) || other.includes(second),
  )
}

/** The record under which each person of these pairs is dealt with. */
export function personsShown(
  reader: Reader,
  pairs: readonly DuplicatePairRow[],
): (record: number) => LookAlikeRow {
  const persons = personOfRecords(
    reader,
    pairs.flatMap(({ first, second }) => [first, second]),
  )
  const rows = new Map(listLookAlikes(reader, [...new Set(persons.values())]).map((row) => [row.seq, row]))
  return (record) => {
    const row = rows.get(persons.get(record) ?? record)
    if (row === undefined) throw new Error('every pair names two records of the store')
    return row
  }
}

function recordSearch(context: ServiceContext, matches: number): void {
  transaction(getWriter(context), (tx) => {
    insertAudit(tx, {
      at: context.clock.now(),
      account_id: context.account.accountId,
      action: 'duplicates.check',
      object: 'search',
      detail: JSON.stringify({ matches }),
    })
  })
}
