import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { findResidentByIdNumber, insertResident } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId } from '#shared/base/resident-id.ts'
import type { RegisterRequest, UnmaskRequest } from '#shared/ipc/residents.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { getResident } from './getters.ts'
import { keepPoints } from './points.ts'

const Registered = z.object({ id: z.string() })

/**
 * Registers a person under the normal form of the identity number.
 * @throws CounterError BAD_INPUT at `idNumber` or `town`; DUPLICATE where the person is registered already, also
 *   under the old number of 15 digits
 * @idempotent with `request.commandId`
 */
export function registerResident(context: ServiceContext, request: RegisterRequest): { id: string } {
  const { resources, clock, account } = context
  const on = clock.today()
  const command = { id: request.commandId, kind: 'residents.register', result: Registered }
  return carryOut(context, command, (tx, at) => {
    const identity = readIdentity(request.idNumber, on)
    requireTown(resources.towns, request.town)
    if (findResidentByIdNumber(tx, identity.idNumber) !== undefined) {
      throw new CounterError('DUPLICATE', '这个证件号码的居民已经登记过，没有重复登记。', {
        at: 'idNumber',
        hint: '请按证件号码查找，打开原有记录继续办理。',
      })
    }
    const id = randomUUID()
    insertResident(tx, {
      id,
      name: request.name,
      id_number: identity.idNumber,
      sex: identity.sex,
      birth: identity.birth,
      phone: request.phone ?? null,
      town: request.town,
      registered_at: at,
      registered_by: account.accountId,
    })
    keepPoints(tx, { id, birth: identity.birth }, { resources, on })
    return { result: { id }, object: `resident:${id}` }
  })
}

/**
 * Shows a personal number whole, for a reason that is recorded.
 * @throws CounterError NOT_FOUND, also where no telephone is registered
 */
export function unmaskResident(context: ServiceContext, request: UnmaskRequest): { value: string } {
  const { residentId, field, reason } = request
  // The number itself is not kept as the command's answer.
  const command = { id: request.commandId, kind: 'residents.unmask', result: z.object({}) }
  carryOut(context, command, (tx) => {
    getResident(tx, residentId)
    return { result: {}, object: `resident:${residentId}`, detail: { field, reason } }
  })
  const resident = getResident(context.reader, residentId)
  const value = field === 'idNumber' ? resident.id_number : resident.phone
  if (value === null) {
    throw new CounterError('NOT_FOUND', '这位居民没有登记手机号，没有可以显示的号码。', {
      hint: '请当面询问本人。',
    })
  }
  return { value }
}

function readIdentity(idNumber: string, on: PlainDate) {
  const check = checkResidentId(idNumber, on)
  const { valid, normal, problems, birth, sex } = check
  if (!valid || birth === undefined || sex === undefined) {
    const words = problems.map(({ message }) => message).join('')
    throw new CounterError('BAD_INPUT', `证件号码不对，没有登记：${words}`, {
      at: 'idNumber',
      hint: '请照证件原件逐位核对后重新填写。',
    })
  }
  return { idNumber: normal, birth, sex }
}

function requireTown(towns: readonly string[], town: string): void {
  if (towns.includes(town)) return
  throw new CounterError('BAD_INPUT', '所选镇（街道）不在受理范围的名单里，没有登记。', {
    at: 'town',
    hint: '请从名单中重新选择。',
  })
}
