import type { KnownPerson } from '#electron/store/tables/bulk-people.ts'
import { checkResidentId, type ResidentIdCheck } from '#shared/base/resident-id.ts'
import { foldName } from '../names/name-key.ts'
import type { RowsOf } from './datasets/dataset.ts'
import type { Desk } from './desk.ts'
import type { JudgedRow } from './judged-row.ts'

/**
 * The person that rows are about, where all of them may be about that person. Rows of somebody who is not
 * registered, and rows whose name is not that of the person, are refused.
 * @returns undefined where no row can be taken in
 */
export function requirePerson({ known, rows }: RowsOf<KnownPerson>, { on }: Desk): KnownPerson | undefined {
  if (known === undefined || known.listed === 0) {
    for (const row of rows) refuseUnknown(row, on)
    return undefined
  }
  for (const row of rows) requireName(row, known)
  return known
}

/** A number of nobody here: either it is wrong in itself, or the person must be registered first. */
function refuseUnknown(row: JudgedRow, on: Desk['on']): void {
  if (!requireNumber(row, on).valid) return
  row.refuse('idNumber', '这个证件号码的人还没有登记。请先在居民页登记，或先导入居民名单，再导入这一行。')
}

/** What the identity number of a row says; where it cannot be one the row is refused with every defect. */
export function requireNumber(row: JudgedRow, on: Desk['on']): ResidentIdCheck {
  const check = checkResidentId(row.cell('idNumber'), on)
  for (const { severity, message } of check.problems) {
    if (severity === 'error') row.refuse('idNumber', message)
    else row.warn('idNumber', message)
  }
  return check
}

function requireName(row: JudgedRow, known: KnownPerson): void {
  const name = row.cell('name')
  if (name === '') row.refuse('name', '姓名是空的，无法核对号码有没有写错人。请补上。')
  else if (!isNameOf(name, known)) {
    row.refuse(
      'name',
      '姓名与这个证件号码登记的姓名不符，可能号码写错了人。请照证件核对；确是改了名的，先在居民页更正姓名。',
    )
  }
}

/** Whether a name is that of a person, or of a record that was merged into theirs. */
export function isNameOf(name: string, { name: registered, alsoNamed = [] }: KnownPerson): boolean {
  const isSame = (other: string) => name === other || foldName(name) === foldName(other)
  return isSame(registered) || alsoNamed.some(isSame)
}
