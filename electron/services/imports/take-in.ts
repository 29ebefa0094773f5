import { randomUUID } from 'node:crypto'
import type { Transaction } from '#electron/store/database.ts'
import { changePeople, type PeopleChanges } from '#electron/store/tables/bulk-people.ts'
import { insertEmployer, setEmployerState } from '#electron/store/tables/employers.ts'
import { checkResidentId } from '#shared/base/resident-id.ts'
import { recordBatchSuspects } from '../duplicate-check.ts'
import { createKeyPile, type KeyPile } from '../key-pile.ts'
import { KEY, plainNumber } from '../names/search-keys.ts'
import { insertPiled, KEYS_TOGETHER, keepManySearchKeys, residentKeys } from '../search-keys.ts'
import type { AddEmployer, AddFact, AddPerson, Change, Changes, RelistPerson } from './changes.ts'

/** The batch that changes are made for, and who makes them when. */
export type Taking = { batch: number; accountId: string; at: string; fileName: string }

const CHANGES_PER_STEP = 1_000

/** The changes of one import on their way into the store. */
type Intake = Taking & {
  tx: Transaction
  people: PeopleChanges
  /** New keys of whoever is new to them. */
  keys: KeyPile
  /** Residents whose keys change. */
  rekeyed: number[]
  newcomers: number
}

/**
 * Makes the changes of a plan, with search keys, suspected duplicates and points to be computed anew. Each `yield` is
 * the number of changes made so far.
 */
export function* takeIn(tx: Transaction, changes: Changes, taking: Taking): Generator<number, void> {
  const people = changePeople(tx, taking)
  const intake: Intake = { ...taking, tx, people, keys: createKeyPile(), rekeyed: [], newcomers: 0 }
  for (let index = 0; index < changes.length; index += 1) {
    makeChange(changes.at(index), intake)
    if ((index + 1) % CHANGES_PER_STEP !== 0) continue
    people.flush()
    yield index
    if (intake.keys.length >= KEYS_TOGETHER) for (const _keys of insertPiled(tx, intake.keys)) yield index
  }
  people.flush()
  for (const _keys of insertPiled(tx, intake.keys)) yield changes.length
  for (const _residents of keepManySearchKeys(tx, intake.rekeyed)) yield changes.length
  if (intake.newcomers > 0) recordBatchSuspects(tx, taking.batch, taking.at)
}

function makeChange(change: Change, intake: Intake): void {
  switch (change.what) {
    case 'person':
      addPerson(change, intake)
      break
    case 'relist':
      relist(change, intake)
      break
    case 'fact':
      addFact(change, intake)
      break
    case 'employer':
      addEmployer(change, intake)
      break
  }
}

function addPerson({ name, idNumber, phone, town }: AddPerson, intake: Intake): void {
  const { birth, sex } = checkResidentId(idNumber)
  if (birth === undefined || sex === undefined) throw new Error('only numbers that were accepted are planned')
  const person = { name, formerNames: [], idNumber, phone: phone === '' ? null : phone, permitNumbers: [] }
  const { keys, columns } = residentKeys(person)
  const seq = intake.people.insertPerson({ ...person, ...columns, id: randomUUID(), sex, birth, town })
  for (const key of keys) intake.keys.add(key, seq)
  intake.newcomers += 1
}

function relist({ seq, name, phone, town }: RelistPerson, { people, rekeyed, fileName }: Intake): void {
  const reason = `重新导入：${fileName}`
  people.changePerson(seq, 'listed', '1', reason)
  people.changePerson(seq, 'name', name, reason)
  people.changePerson(seq, 'phone', phone === '' ? null : phone, reason)
  people.changePerson(seq, 'town', town, reason)
  rekeyed.push(seq)
}

function addFact({ what: _, replaces, ...fact }: AddFact, { people, keys, rekeyed }: Intake): void {
  people.insertFact(replaces === 0 ? fact : { ...fact, replaces })
  if (fact.state !== 'accepted' || fact.kind !== 'permit') return
  if (replaces !== 0) {
    rekeyed.push(fact.resident)
    return
  }
  const { number }: { number?: string } = JSON.parse(fact.value)
  if (number !== undefined) keys.add(KEY.permit + plainNumber(number), fact.resident)
}

function addEmployer(change: AddEmployer, { tx, batch }: Intake): void {
  const { uscc, name, town, unionised, replaces } = change
  if (replaces !== 0) setEmployerState(tx, replaces, 'superseded')
  insertEmployer(tx, {
    uscc,
    name,
    town,
    unionised: unionised === '' ? null : Number(unionised),
    batch,
    state: 'accepted',
  })
}
