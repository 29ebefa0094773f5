import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { updateResident } from '#electron/store/tables/residents.ts'
import {
  changeKeys,
  deleteKeys,
  insertKeys,
  type KeyedResident,
  type KeyRow,
  listFormerValues,
  listKeyed,
  listKeysDue,
  listPaperNumbers,
} from '#electron/store/tables/search-keys.ts'
import { transaction } from '#electron/store/transaction.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { createKeyPile, type KeyPile } from './key-pile.ts'
import { foldName } from './names/name-key.ts'
import { sortKey } from './names/pinyin.ts'
import { type SearchedPerson, searchKeys } from './names/search-keys.ts'

/**
 * Raised whenever an unchanged person would get other keys. Kept ones are then made anew; where keys fall away, a
 * migration empties `search_key`.
 */
const KEYS_VERSION = 1

/** Residents whose keys are made anew in one transaction; other calls are answered between two of them. */
const REFRESH_CHUNK = 200

/** What a resident is found, compared and sorted by: the rows of `search_key` and the columns of `resident`. */
export function residentKeys(person: SearchedPerson) {
  return {
    keys: searchKeys(person),
    columns: {
      name_key: foldName(person.name),
      sort_key: sortKey(person.name),
      keys_version: KEYS_VERSION,
    },
  }
}

/**
 * Brings the keys of one resident to what is recorded now; called wherever a name, number, telephone or permit changes,
 * after the change. Former names stay keys, and so do those of a record that was merged; who was taken back has none.
 */
export function keepSearchKeys(tx: Transaction, seq: number): void {
  const [change] = keyChanges(tx, [seq])
  if (change === undefined) throw new Error('keys belong to a resident')
  deleteKeys(tx, rowsOf(change.gone, seq))
  insertKeys(tx, rowsOf(change.kept, seq))
  keepColumns(tx, change)
}

/** As `keepSearchKeys` for each of many residents, a step at a time; each `yield` is how many were looked at so far. */
export function* keepManySearchKeys(tx: Transaction, seqs: readonly number[]): Generator<number, void> {
  const gone = createKeyPile()
  const kept = createKeyPile()
  for (let start = 0; start < seqs.length; start += RESIDENTS_PER_STEP) {
    for (const change of keyChanges(tx, seqs.slice(start, start + RESIDENTS_PER_STEP))) {
      for (const key of change.gone) gone.add(key, change.resident.seq)
      for (const key of change.kept) kept.add(key, change.resident.seq)
      keepColumns(tx, change)
    }
    const done = Math.min(start + RESIDENTS_PER_STEP, seqs.length)
    yield done
    if (done < seqs.length && gone.length + kept.length < KEYS_TOGETHER) continue
    for (const _keys of deletePiled(tx, gone)) yield done
    for (const _keys of insertPiled(tx, kept)) yield done
  }
}

/** So many keys are put in order together: enough to meet each page of the index once, few enough for memory. */
export const KEYS_TOGETHER = 300_000
const KEYS_PER_STEP = 10_000
const RESIDENTS_PER_STEP = 500

/** Empties a pile into the store; each `yield` is how many keys were added so far. */
export function* insertPiled(tx: Transaction, pile: KeyPile): Generator<number, void> {
  const { insert } = changeKeys(tx)
  let done = 0
  for (const { key, resident } of pile.take()) {
    insert.add(key, resident)
    done += 1
    if (done % KEYS_PER_STEP === 0) yield done
  }
  insert.flush()
}

function* deletePiled(tx: Transaction, pile: KeyPile): Generator<number, void> {
  const { remove } = changeKeys(tx)
  let done = 0
  for (const { key, resident } of pile.take()) {
    remove(key, resident)
    done += 1
    if (done % KEYS_PER_STEP === 0) yield done
  }
}

/**
 * Makes the keys anew that an earlier version made, in small transactions. Stops between two of them when the signal is
 * aborted; what is done stays done.
 * @returns how many residents it was done for
 */
export async function refreshSearchKeys(context: ServiceContext, signal: AbortSignal): Promise<number> {
  const writer = getWriter(context)
  let done = 0
  while (!signal.aborted) {
    const count = transaction(writer, (tx) => {
      const due = listKeysDue(tx, KEYS_VERSION, REFRESH_CHUNK)
      for (const seq of due) keepSearchKeys(tx, seq)
      return due.length
    })
    if (count === 0) break
    done += count
    await nextTurn()
  }
  if (done > 0) context.changes.announce()
  return done
}

type KeyChange = {
  resident: KeyedResident
  gone: Set<string>
  kept: Set<string>
  columns: ReturnType<typeof residentKeys>['columns']
}

/** What the keys of residents should be, and which of those they may have had are not among them. */
function keyChanges(reader: Reader, seqs: readonly number[]): KeyChange[] {
  const searched = searchedAs(reader, seqs)
  return listKeyed(reader, seqs).map((resident) => {
    const { present, past } = searched(resident)
    const { keys, columns } = residentKeys(present)
    const isFound = resident.listed === 1 || resident.merged_into !== null
    const kept = new Set(isFound ? keys : [])
    const gone = new Set([...past.flatMap(searchKeys), ...keys].filter((key) => !kept.has(key)))
    return { resident, gone, kept, columns }
  })
}

function keepColumns(tx: Transaction, { resident, columns }: KeyChange): void {
  const { name_key, sort_key, keys_version } = columns
  const isKept =
    resident.name_key === name_key && resident.sort_key === sort_key && resident.keys_version === keys_version
  if (!isKept) updateResident(tx, resident.seq, columns)
}

/** Residents as found today, and the numbers that a search must no longer find. */
function searchedAs(reader: Reader, seqs: readonly number[]) {
  const former = listFormerValues(reader, seqs, ['name', 'idNumber', 'phone'])
  const formerOf = Map.groupBy(former, ({ resident, field }) => `${resident} ${field}`)
  const papersOf = Map.groupBy(listPaperNumbers(reader, seqs), ({ resident }) => resident)
  return ({ seq, name, id_number: idNumber, phone }: KeyedResident) => {
    const valuesOf = (field: string) => (formerOf.get(`${seq} ${field}`) ?? []).map(({ value }) => value)
    const papers = papersOf.get(seq) ?? []
    const noLonger = papers.filter(({ holds }) => !holds).map(({ number }) => number)
    return {
      present: {
        name,
        formerNames: valuesOf('name').filter((value) => value !== name),
        idNumber,
        phone,
        permitNumbers: papers.filter(({ holds }) => holds).map(({ number }) => number),
      },
      past: [
        ...valuesOf('idNumber').map((value) => ({ ...NOTHING, idNumber: value })),
        ...valuesOf('phone').map((value) => ({ ...NOTHING, phone: value })),
        ...(noLonger.length === 0 ? [] : [{ ...NOTHING, permitNumbers: noLonger }]),
      ],
    }
  }
}

const NOTHING: SearchedPerson = { name: '', formerNames: [], idNumber: '', phone: null, permitNumbers: [] }

function rowsOf(keys: Iterable<string>, resident: number): KeyRow[] {
  return Array.from(keys, (key) => ({ key, resident }))
}
