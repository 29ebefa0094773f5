import { randomUUID } from 'node:crypto'
import { relate } from '#electron/services/families.ts'
import { keepSearchKeys } from '#electron/services/search-keys.ts'
import { insertResident } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import { checkResidentId } from '#shared/base/resident-id.ts'
import type { RelateRequest } from '#shared/ipc/families.ts'
import type { TestOffice, Who } from './test-office.ts'
import { idNumber, SOURCE, TOWN } from './test-people.ts'

export type Invented = { id: string; seq: number; idNumber: string }

/** An invented person put into the store without the checks of the counter, under any valid number. */
export function invent(
  office: TestOffice,
  { name, number, phone = null }: { name: string; number: string; phone?: string | null },
): Invented {
  const { normal, birth, sex } = checkResidentId(number)
  if (birth === undefined || sex === undefined) throw new Error('an invented number must be a possible one')
  const id = randomUUID()
  const row = {
    id,
    name,
    id_number: normal,
    sex,
    birth,
    phone,
    town: TOWN,
    registered_at: office.clock.now(),
    registered_by: office.as('clerk').account.accountId,
  }
  const seq = transaction(office.writer, (tx) => {
    const inserted = insertResident(tx, row)
    keepSearchKeys(tx, inserted)
    return inserted
  })
  return { id, seq, idNumber: normal }
}

/** An invented person by birth and sex; `serial` below 100 makes another person. */
export function inventKin(
  office: TestOffice,
  serial: number,
  { birth, sex }: { birth: string; sex: '男' | '女' },
): Invented {
  const number = idNumber(serial * 2 + (sex === '男' ? 1 : 0), birth.replaceAll('-', ''))
  return invent(office, { name: `示例·亲属${serial}`, number })
}

export type Relating = Partial<RelateRequest> & Pick<RelateRequest, 'kind'>

/** Records that `other` is this resident's spouse, parent, child, guardian or ward. */
export function relateTo(
  office: TestOffice,
  resident: Invented,
  other: Invented,
  { who = 'clerk', ...changes }: Relating & { who?: Who },
) {
  return relate(office.as(who), {
    commandId: randomUUID(),
    residentId: resident.id,
    otherId: other.id,
    together: false,
    source: SOURCE,
    ...changes,
  })
}
