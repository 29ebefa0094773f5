import type { z } from 'zod'
import { insertAudit } from '#electron/store/tables/audit.ts'
import {
  findResidentByIdNumber,
  listResidents as listResidentRows,
  matchResidents,
  type ResidentListRow,
  type ResidentMatchRow,
} from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId, maskResidentId } from '#shared/base/resident-id.ts'
import { plainCode } from '#shared/base/typed-text.ts'
import type {
  ResidentFindRequest,
  ResidentList,
  ResidentListRequest,
  ResidentMatch,
} from '#shared/ipc/residents.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { assessPerson } from './judgement.ts'
import { getPack } from './resources.ts'

/**
 * A window of residents with the points of today. The order rests on the points last kept, which are those of today
 * once `refreshPoints` went through.
 */
export function listResidents(context: ServiceContext, request: ResidentListRequest): ResidentList {
  const on = context.clock.today()
  const { total, rows } = listResidentRows(context.reader, request)
  return {
    total,
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      idNumberMasked: maskResidentId(row.id_number),
      town: row.town,
      ...pointsOf(context, row, on),
      registeredAt: row.registered_at,
    })),
  }
}

/** Answers the search field. Searching by a number is recorded, without the number. */
export function findResidents(
  context: ServiceContext,
  request: z.infer<typeof ResidentFindRequest>,
): ResidentMatch[] {
  const text = request.text.trim()
  if (text === '') return []
  const typed = plainCode(text)
  const isNumber = /^\d{3,17}[\dX]$/.test(typed)
  // A number of 15 digits stands in the store as one of 18.
  const sought = typed.length === 15 && isNumber ? checkResidentId(typed).normal : isNumber ? typed : text
  const rows = matchResidents(context.reader, sought, request.limit)
  if (isNumber) recordSearch(context, 'residents.find', rows.length)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    idNumberMasked: maskResidentId(row.id_number),
    town: row.town,
    why: whyMatched(row, sought),
  }))
}

/** The registered person of an identity number in any of its forms. The search is recorded, without the number. */
export function findByIdNumber(
  context: ServiceContext,
  idNumber: string,
): { id: string; name: string } | null {
  const found = findResidentByIdNumber(context.reader, checkResidentId(idNumber).normal)
  recordSearch(context, 'residents.findByIdNumber', found === undefined ? 0 : 1)
  return found === undefined ? null : { id: found.id, name: found.name }
}

/** The kept points where they are those of the day, else computed anew. */
function pointsOf({ reader, resources }: ServiceContext, row: ResidentListRow, on: PlainDate) {
  if (row.on_date === on && row.pack_id === getPack(resources, on).policy.id) {
    return { pointsX100: row.points_x100, complete: row.complete === 1 }
  }
  const { points } = assessPerson(reader, row, { resources, on })
  return { pointsX100: points.totalX100, complete: points.complete }
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

function whyMatched(row: ResidentMatchRow, sought: string): string {
  if (row.name.includes(sought)) return '姓名'
  if (row.id_number === sought) return '证件号码'
  return row.id_number.endsWith(sought) ? '证件号码末几位' : '手机号末几位'
}
