import type { z } from 'zod'
import { snapshot } from '#electron/store/snapshot.ts'
import { insertAudit } from '#electron/store/tables/audit.ts'
import { listRows } from '#electron/store/tables/resident-list.ts'
import { findResidentByIdNumber, findResidentBySeq } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import { checkResidentId, maskResidentId } from '#shared/base/resident-id.ts'
import { holdsDigit } from '#shared/base/typed-text.ts'
import type {
  ResidentFindRequest,
  ResidentList,
  ResidentListRequest,
  ResidentMatch,
} from '#shared/ipc/residents.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { windowSeqs } from './list-order.ts'
import { matchingNames, searchResidents } from './search-residents.ts'

/**
 * A window of residents with the points last kept and their day. A text is part of a name, its pinyin or initials;
 * numbers are searched by `findResidents`, and recorded.
 */
export function listResidents({ reader }: ServiceContext, request: ResidentListRequest): ResidentList {
  const text = request.text.trim()
  return snapshot(reader, () => {
    const matching = text === '' ? null : () => matchingNames(reader, text)
    const { total, seqs } = windowSeqs(reader, { ...request, text, matching }, request)
    return {
      total,
      rows: listRows(reader, seqs).map((row) => ({
        id: row.id,
        name: row.name,
        idNumberMasked: maskResidentId(row.id_number),
        town: row.town,
        pointsX100: row.points_on === '' ? null : row.points_x100,
        pointsOn: row.points_on === '' ? null : row.points_on,
        complete: row.complete === 1,
        registeredAt: row.registered_at,
      })),
    }
  })
}

/** Answers the search field. A text with a digit may be somebody's number: that is recorded, without the text. */
export function findResidents(
  context: ServiceContext,
  { text, limit }: z.infer<typeof ResidentFindRequest>,
): ResidentMatch[] {
  const matches = snapshot(context.reader, () => searchResidents(context.reader, text, limit))
  if (holdsDigit(text)) recordSearch(context, 'residents.findByNumber', matches.length)
  return matches
}

/**
 * The registered person of an identity number in any of its forms: the kept record where it was merged, nobody where it
 * was taken back. The search is recorded, without the number.
 */
export function findByIdNumber(
  context: ServiceContext,
  idNumber: string,
): { id: string; name: string } | null {
  const own = findResidentByIdNumber(context.reader, checkResidentId(idNumber).normal)
  const person = own?.merged_into == null ? own : findResidentBySeq(context.reader, own.merged_into)
  const found = person?.listed === 1 ? person : undefined
  recordSearch(context, 'residents.findByIdNumber', found === undefined ? 0 : 1)
  return found === undefined ? null : { id: found.id, name: found.name }
}

function recordSearch(context: ServiceContext, action: string, matches: number): void {
  transaction(getWriter(context), (tx) => {
    insertAudit(tx, {
      at: context.clock.now(),
      account_id: context.account.accountId,
      action,
      object: 'search',
      detail: JSON.stringify({ matches }),
    })
  })
}
