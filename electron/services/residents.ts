import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Transaction } from '#electron/store/database.ts'
import { insertResidentChange } from '#electron/store/tables/resident-changes.ts'
import {
  findResidentByIdNumber,
  insertResident,
  type NewResident,
  type ResidentRow,
  updateResident,
} from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { DuplicateCandidate } from '#shared/ipc/duplicates.ts'
import type { AmendRequest, RegisterRequest, UnmaskRequest } from '#shared/ipc/residents.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { findDuplicates, recordSuspects } from './duplicate-check.ts'
import { getResident } from './getters.ts'
import { getListedResident } from './listed-resident.ts'
import { keepPoints } from './points.ts'
import { readIdentity, readName, readPhone, requireTown } from './resident-fields.ts'
import { keepSearchKeys } from './search-keys.ts'

const Registered = z.object({ id: z.string() })

/**
 * Registers a person under the normal form of the identity number. A record that was taken back with its import is
 * listed again under this number.
 * @throws CounterError BAD_INPUT at `name`, `idNumber` or `town`; DUPLICATE at `idNumber` where the person is
 *   registered already, also under the old number of 15 digits, and at `notSame` where somebody looks like the same
 *   person and no reason says why it is another
 * @idempotent with `request.commandId`
 */
export function registerResident(context: ServiceContext, request: RegisterRequest): { id: string } {
  const { resources, clock, account } = context
  const on = clock.today()
  const command = { id: request.commandId, kind: 'residents.register', result: Registered }
  return carryOut(context, command, (tx, at) => {
    const identity = readIdentity(request.idNumber, on, 'idNumber')
    const name = readName(request.name, 'name')
    requireTown(resources.towns, request.town, 'town')
    const takenBack = findTakenBack(tx, identity.idNumber)
    const except = takenBack === undefined ? {} : { exceptSeq: takenBack.seq }
    const entered = { name, ...identity, ...except }
    const candidates = findDuplicates(tx, entered)
    requireNew(candidates, request.notSame)
    const doing = { accountId: account.accountId, at }
    const person = { name, phone: request.phone ?? null, town: request.town }
    const { id, seq } = takenBack ?? insertNew(tx, { ...identity, ...person }, doing)
    if (takenBack !== undefined) relist(tx, takenBack, { person, doing })
    keepSearchKeys(tx, seq)
    keepPoints(tx, { seq, birth: identity.birth }, { resources, on })
    const different = request.notSame === undefined ? {} : differentBecause(request.notSame, doing)
    recordSuspects(tx, seq, candidates, { at, ...different })
    recordSuspects(tx, seq, findDuplicates(tx, { ...entered, withTakenBack: true }), { at })
    return { result: { id }, object: `resident:${id}` }
  })
}

type Doing = { accountId: string; at: string }
type Entered = Pick<ResidentRow, 'name' | 'phone' | 'town'>
type Identity = { idNumber: string; birth: PlainDate; sex: ResidentRow['sex'] }

function insertNew(tx: Transaction, entered: Entered & Identity, { accountId, at }: Doing) {
  const id = randomUUID()
  const { name, phone, town, idNumber, birth, sex } = entered
  const row: NewResident = {
    id,
    name,
    id_number: idNumber,
    sex,
    birth,
    phone,
    town,
    registered_at: at,
    registered_by: accountId,
  }
  return { id, seq: insertResident(tx, row) }
}

/** The record of this number that was taken back with its import, and was not merged into another. */
function findTakenBack(tx: Transaction, idNumber: string): ResidentRow | undefined {
  const row = findResidentByIdNumber(tx, idNumber)
  return row?.listed === 0 && row.merged_into === null ? row : undefined
}

function relist(
  tx: Transaction,
  row: ResidentRow,
  { person, doing }: { person: Entered; doing: Doing },
): void {
  const change = { reason: '撤销导入后重新登记', doing }
  updateResident(tx, row.seq, { listed: 1 })
  insertResidentChange(tx, changeRow(row.seq, { field: 'listed', before: '0', after: '1' }, change))
  for (const field of ['name', 'phone', 'town'] as const) {
    if (person[field] !== row[field]) keepChange(tx, row, { ...change, field, after: person[field] })
  }
}

function differentBecause(reason: string, { accountId }: Doing) {
  return { different: { reason, accountId } }
}

function requireNew(candidates: readonly DuplicateCandidate[], notSame: string | undefined): void {
  if (candidates.some(({ strength }) => strength === 'same')) throw registeredBefore()
  const likely = candidates.filter(({ strength }) => strength === 'likely').length
  if (likely === 0 || notSame !== undefined) return
  throw new CounterError(
    'DUPLICATE',
    `已登记的居民中有 ${likely} 位姓名相同、出生日期也相同（或号码只差一点），很可能是同一个人，没有登记。`,
    { at: 'notSame', hint: '请打开查重结果核对：是同一个人的，用原有记录办理；确实不是的，写明理由再登记。' },
  )
}

function registeredBefore(): CounterError {
  return new CounterError('DUPLICATE', '这个证件号码的居民已经登记过，没有重复登记。', {
    at: 'idNumber',
    hint: '请按证件号码查找，打开原有记录继续办理。',
  })
}

/**
 * Corrects a field of a person. The value before stays in the history and, of a name, still finds the person; birth
 * date and sex follow the number.
 * @throws CounterError NOT_FOUND; CONFLICT where the record was merged; BAD_INPUT at `value` where it cannot be or
 *   changes nothing; DUPLICATE at `value` where the number is another person's
 * @idempotent with `request.commandId`
 */
export function amendResident(context: ServiceContext, request: AmendRequest): Record<string, never> {
  const { resources, clock, account } = context
  const on = clock.today()
  const { residentId, field, reason } = request
  const command = { id: request.commandId, kind: 'residents.amend', result: z.strictObject({}) }
  return carryOut(context, command, (tx, at) => {
    const before = getListedResident(tx, residentId)
    const after = readAmended(context, request)
    if (after === before[COLUMN_OF[field]]) throw unchanged()
    if (field === 'idNumber' && after !== null) requireOwnNumber(tx, before, after)
    keepChange(tx, before, { field, after, reason, doing: { accountId: account.accountId, at } })
    if (field === 'idNumber' && after !== null) {
      const { birth, sex } = readIdentity(after, on, 'value')
      updateResident(tx, before.seq, { birth, sex })
    }
    keepSearchKeys(tx, before.seq)
    const amended = getResident(tx, residentId)
    keepPoints(tx, amended, { resources, on })
    if (field === 'name' || field === 'idNumber') suspectAnew(tx, amended, at)
    // The values and the reason, which may name people, stand in the history of the field and not here.
    return { result: {}, object: `resident:${residentId}`, detail: { field } }
  })
}

const COLUMN_OF = {
  name: 'name',
  idNumber: 'id_number',
  phone: 'phone',
  town: 'town',
} as const satisfies Record<AmendRequest['field'], keyof ResidentRow>

function readAmended({ resources, clock }: ServiceContext, { field, value }: AmendRequest): string | null {
  if (field === 'name') return readName(value, 'value')
  if (field === 'idNumber') return readIdentity(value, clock.today(), 'value').idNumber
  if (field === 'phone') return readPhone(value, 'value')
  requireTown(resources.towns, value, 'value')
  return value
}

function requireOwnNumber(tx: Transaction, { seq }: ResidentRow, idNumber: string): void {
  const other = findResidentByIdNumber(tx, idNumber)
  if (other === undefined || other.seq === seq) return
  const { where, hint } = whereNumberIs(other, seq)
  throw new CounterError('DUPLICATE', `这个证件号码已经登记在${where}上，没有更正。`, { at: 'value', hint })
}

function whereNumberIs({ merged_into, listed }: ResidentRow, seq: number): { where: string; hint: string } {
  if (merged_into === seq) {
    const hint = '请先撤销合并，再以那条记录为保留的一方重新合并。'
    return { where: '已并入本人的那条记录', hint }
  }
  if (listed === 0 && merged_into === null) {
    const hint = '请按这个号码重新登记，核对后再把两条记录合并。'
    return { where: '一条已随导入撤销的记录', hint }
  }
  const hint = '请按证件号码打开那条记录核对；是同一个人的，用合并功能并成一条。'
  return { where: '另一条居民记录', hint }
}

/** A name or number that was corrected may show somebody to be the same person. */
function suspectAnew(tx: Transaction, resident: ResidentRow, at: string): void {
  const { seq, name, id_number: idNumber, birth, sex } = resident
  const entered = { name, idNumber, birth, sex, exceptSeq: seq, withTakenBack: true }
  recordSuspects(tx, seq, findDuplicates(tx, entered), { at })
}

function anotherNumber(): CounterError {
  return new CounterError('CONFLICT', '这个操作编号已用来查看另一个号码，这一次没有显示。', {
    at: 'commandId',
    hint: '请重新点“查看”并写明事由；再次出现请联系系统管理员。',
  })
}

function unchanged(): CounterError {
  return new CounterError('BAD_INPUT', '新填的和原来登记的一样，没有更正。', {
    at: 'value',
    hint: '请核对后重新填写；不需要更正的请取消。',
  })
}

type FieldChange = {
  field: AmendRequest['field']
  after: string | null
  reason: string
  doing: Doing
}

/** Changes a field and keeps what it was before. */
function keepChange(tx: Transaction, row: ResidentRow, { field, after, reason, doing }: FieldChange): void {
  const before = row[COLUMN_OF[field]]
  updateResident(tx, row.seq, { [COLUMN_OF[field]]: after })
  insertResidentChange(tx, changeRow(row.seq, { field, before, after }, { reason, doing }))
}

function changeRow(
  resident: number,
  change: { field: AmendRequest['field'] | 'listed'; before: string | null; after: string | null },
  { reason, doing }: { reason: string; doing: Doing },
) {
  return { resident, ...change, reason, account_id: doing.accountId, at: doing.at }
}

const Unmasked = z.object({ residentId: z.string(), field: z.enum(['idNumber', 'phone']) })

/**
 * Shows a personal number whole, for a reason that is recorded.
 * @throws CounterError NOT_FOUND, also where no telephone is registered; CONFLICT where the id of the command was used
 *   for another number
 */
export function unmaskResident(context: ServiceContext, request: UnmaskRequest): { value: string } {
  const { residentId, field, reason } = request
  // The number itself is not kept as the command's answer.
  const command = { id: request.commandId, kind: 'residents.unmask', result: Unmasked }
  const recorded = carryOut(context, command, (tx) => {
    getResident(tx, residentId)
    return { result: { residentId, field }, object: `resident:${residentId}`, detail: { field, reason } }
  })
  // What is shown must be what was recorded.
  if (recorded.residentId !== residentId || recorded.field !== field) throw anotherNumber()
  const resident = getResident(context.reader, residentId)
  const value = field === 'idNumber' ? resident.id_number : resident.phone
  if (value === null) {
    throw new CounterError('NOT_FOUND', '这位居民没有登记手机号，没有可以显示的号码。', {
      hint: '请当面询问本人。',
    })
  }
  return { value }
}
