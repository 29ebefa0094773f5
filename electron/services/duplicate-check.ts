import type { Reader, Transaction } from '#electron/store/database.ts'
import {
  type DuplicatePairRow,
  findLookAlike,
  findPair,
  hasUnfolded,
  insertPair,
  insertPairsOfBatch,
  type LookAlikeRow,
  listByNumberStart,
  listLookAlikes,
  listOfName,
  listUnfolded,
  prepareSameName,
  updatePair,
  wasChangedSince,
} from '#electron/store/tables/duplicates.ts'
import { personOfRecords } from '#electron/store/tables/families.ts'
import { findResident } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import { PlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId, maskResidentId } from '#shared/base/resident-id.ts'
import type { DuplicateCandidate } from '#shared/ipc/duplicates.ts'
import { foldName } from './names/name-key.ts'

/** A person as entered. A value that is not known widens the search; it never switches a rule off. */
export type Entered = {
  name: string
  /** Any form of an identity number; while it is not whole, it says nothing by itself. */
  idNumber: string
  /** Null where it is not known; it is then read from the number, as far as that goes. */
  birth: PlainDate | null
  sex: '男' | '女' | null
  /** The record that is being changed, which is no duplicate of itself. */
  exceptSeq?: number
  /**
   * Whether to name those too who were taken back with an import. They are in nobody's way; noted as suspects, they are
   * shown once they are listed again.
   */
  withTakenBack?: boolean
}

type Strength = DuplicateCandidate['strength']
type Match = { row: LookAlikeRow; strength: Strength; why: string }

/** Numbers are given in the order of registration; those of twins lie this close together. */
const TWIN_NUMBERS_APART = 10
const MOST_CANDIDATES = 20
/** So many of one name are looked at where the birth date is not known; it leaves far fewer where it is. */
const MOST_LOOKED_AT = 200
const SAME_NAME_AND_BIRTH = '同名、同日出生，证件号码不同'
const STRENGTHS: readonly Strength[] = ['same', 'likely', 'twin']

/**
 * Records that may be the person being entered: the same number in any form; the same name, folded, with the same
 * birth date or with a number that differs by a slip of the hand; and, for information, twins. Looks through the index
 * of the name and through the numbers of one birthplace and day; never through the whole store.
 * @throws CounterError BAD_INPUT at `name` or `idNumber` where nothing is left of it to compare
 */
export function findDuplicates(reader: Reader, entered: Entered): DuplicateCandidate[] {
  const nameKey = foldName(entered.name)
  const number = checkResidentId(entered.idNumber).normal
  if (nameKey === '') throw nothingToCompare('name', '姓名里没有可以比对的字')
  if (number === '') throw nothingToCompare('idNumber', '没有填写证件号码')
  const birth = known(entered.birth) ?? birthIn(number)
  const person = { nameKey, number, birth, sex: known(entered.sex) }
  const matches = [...sameNumber(reader, person), ...sameName(reader, person), ...twins(reader, person)]
  const found = entered.withTakenBack === true ? matches : matches.filter(({ row }) => isListed(row))
  return candidatesOf(reader, found, entered.exceptSeq)
}

/**
 * Notes the records that may be the same person as this one, each pair once. What was decided to be two people is not
 * raised again unless a name or number was changed since. Twins are not noted.
 * @param seq a record that is not merged into another
 * @param options.different why they are not the same person, where that was decided in the same step
 */
export function recordSuspects(
  tx: Transaction,
  seq: number,
  candidates: readonly DuplicateCandidate[],
  options: { at: string; different?: { reason: string; accountId: string } },
): void {
  const { at, different } = options
  for (const { id, strength, why } of candidates) {
    const other = findResident(tx, id)
    if (other === undefined || other.seq === seq || strength === 'twin') continue
    const pair = notePair(tx, { one: seq, other: other.seq, why, at })
    if (pair === null || different === undefined) continue
    const { reason, accountId } = different
    updatePair(tx, pair, { state: 'different', reason, decided_by: accountId, decided_at: at })
  }
}

/** Notes a pair, or raises it again. @returns its key where it waits for a decision now, else null */
function notePair(
  tx: Transaction,
  { one, other, why, at }: { one: number; other: number; why: string; at: string },
): number | null {
  const pair = findPair(tx, one, other)
  if (pair === undefined) return insertPair(tx, { one, other, why, at })
  if (pair.state === 'open') return pair.seq
  if (!isRaisedAgain(tx, pair)) return null
  updatePair(tx, pair.seq, {
    why,
    found_at: at,
    state: 'open',
    reason: null,
    decided_by: null,
    decided_at: null,
  })
  return pair.seq
}

/**
 * Notes everyone who came with an import and has the name and birth date of another record. One statement over an
 * index, for files of any length; slips of the hand are found where a record is registered or corrected by hand.
 * @returns how many pairs are new
 * @throws CounterError CONFLICT while names registered earlier are still being folded
 */
export function recordBatchSuspects(tx: Transaction, batch: number, at: string): number {
  if (hasUnfolded(tx)) {
    throw new CounterError('CONFLICT', '以前登记的姓名还在整理，暂时查不全重复的人，没有导入。', {
      at: 'name',
      hint: '请等整理完成（一般几分钟）后再导入。',
    })
  }
  return insertPairsOfBatch(tx, { batch, why: SAME_NAME_AND_BIRTH, at })
}

/**
 * Whether another number is registered under the same name and birth date, for each of many rows.
 * @returns a question that is prepared once: the folded name, the birth date and the number in its normal form
 */
export function sameNameQuestion(
  reader: Reader,
): (nameKey: string, birth: PlainDate, idNumber: string) => boolean {
  const sameName = prepareSameName(reader)
  return (nameKey, birth, idNumber) => sameName.all(nameKey, birth).some((row) => row.id_number !== idNumber)
}

type Person = { nameKey: string; number: string; birth: PlainDate | null; sex: '男' | '女' | null }

function sameNumber(reader: Reader, { nameKey, number }: Person): Match[] {
  const row = findLookAlike(reader, number)
  if (row === undefined) return []
  const why = foldName(row.name) === nameKey ? '证件号码相同' : '证件号码相同，姓名不同'
  return [{ row, strength: 'same', why }]
}

/**
 * Those of the same name. Numbers that differ by a slip have births that differ by a slip at most, so that the index
 * leaves few whose numbers are looked at: cheaper than asking for each of the some three hundred numbers near one.
 */
function sameName(reader: Reader, person: Person): Match[] {
  const { nameKey, number, birth } = person
  const ofName = listOfName(reader, nameKey)
  const unfolded =
    birth === null ? [] : listUnfolded(reader, birth).filter(({ name }) => foldName(name) === nameKey)
  const near = [...ofName, ...unfolded].filter(
    (row) => birth === null || slipBetween(row.birth, birth) !== null,
  )
  return listLookAlikes(
    reader,
    near.slice(0, MOST_LOOKED_AT).map(({ seq }) => seq),
  ).flatMap((row) => {
    const why = row.id_number === number ? null : whyAlike(row, person)
    return why === null ? [] : [{ row, strength: 'likely' as const, why }]
  })
}

function whyAlike(row: LookAlikeRow, { number, birth, sex }: Person): string | null {
  const slip = likenessOf(row.id_number, number)
  if (birth === null) return slip === null ? '同名，出生日期还不清楚' : `同名，${slip}`
  if (row.birth !== birth) return slip === null ? null : `同名，${slip}`
  if (slip !== null) return `同名、同日出生，${slip}`
  return sex !== null && row.sex !== sex ? `${SAME_NAME_AND_BIRTH}，性别不同` : SAME_NAME_AND_BIRTH
}

/** Same surname, birthplace and birth date, another given name, and a number close by. */
function twins(reader: Reader, { nameKey, number }: Person): Match[] {
  if (!/^\d{17}[\dX]$/.test(number)) return []
  return listByNumberStart(reader, number.slice(0, 14)).flatMap((row) => {
    const other = foldName(row.name)
    const apart = Math.abs(Number(row.id_number.slice(14, 17)) - Number(number.slice(14, 17)))
    const isTwin =
      row.id_number !== number &&
      other !== nameKey &&
      familyName(other) === familyName(nameKey) &&
      apart <= TWIN_NUMBERS_APART
    return isTwin ? [{ row, strength: 'twin' as const, why: '同姓、同日出生、号码相连，可能是双胞胎' }] : []
  })
}

/** What brothers and sisters share: the father's name behind a middle dot, else the first character. */
function familyName(nameKey: string): string {
  const parts = nameKey.split('·')
  return parts.length > 1 ? (parts.at(-1) ?? '') : (Array.from(nameKey)[0] ?? '')
}

/** Each person once, under the record that is kept, the strongest reason first. */
function candidatesOf(
  reader: Reader,
  matches: readonly Match[],
  exceptSeq: number | undefined,
): DuplicateCandidate[] {
  const own = exceptSeq === undefined ? undefined : personOfRecords(reader, [exceptSeq]).get(exceptSeq)
  const found = new Map<number, Match>()
  for (const match of matches) {
    const person = match.row.merged_into ?? match.row.seq
    const earlier = found.get(person)
    if (person === own || (earlier !== undefined && rank(earlier) <= rank(match))) continue
    found.set(person, match)
  }
  const kept = new Map(listLookAlikes(reader, [...found.keys()]).map((row) => [row.seq, row]))
  return [...found]
    .toSorted(([personA, a], [personB, b]) => rank(a) - rank(b) || personA - personB)
    .slice(0, MOST_CANDIDATES)
    .flatMap(([person, { row, strength, why }]) => {
      const shown = kept.get(person)
      if (shown === undefined) return []
      return [{ ...lookAlike(shown), strength, why: row.seq === person ? why : `${why}（已并入的记录）` }]
    })
}

/** What is shown of a record that may be the same person; the number masked. */
export function lookAlike(row: LookAlikeRow): Omit<DuplicateCandidate, 'strength' | 'why'> {
  const { id, name, birth, town } = row
  return { id, name, idNumberMasked: maskResidentId(row.id_number), birth, town }
}

function rank({ strength }: Match): number {
  return STRENGTHS.indexOf(strength)
}

/** One slip of the hand: a wrong digit, or two digits in each other's place. */
type Slip = 'none' | 'digit' | 'swap'

/** The slip that would make one text of the other; null where it takes more. */
function slipBetween(one: string, other: string): Slip | null {
  if (one.length !== other.length) return null
  const places = Array.from(one).flatMap((digit, place) => (digit === other.charAt(place) ? [] : [place]))
  const [first, second] = places
  if (first === undefined) return 'none'
  if (second === undefined) return 'digit'
  const isSwap =
    places.length === 2 &&
    one.charAt(first) === other.charAt(second) &&
    one.charAt(second) === other.charAt(first)
  return isSwap ? 'swap' : null
}

/** How two different numbers are alike; the last character follows from the others and does not count. */
function likenessOf(one: string, other: string): string | null {
  if (one.length !== other.length) return null
  const slip = slipBetween(one.slice(0, -1), other.slice(0, -1))
  return slip === null ? null : SLIP_WORDS[slip]
}

const SLIP_WORDS = {
  none: '号码只差校验码',
  digit: '号码只差一位',
  swap: '号码有两位颠倒',
} as const satisfies Record<Slip, string>

/** The birth date in a number, also where its end is still missing. */
function birthIn(number: string): PlainDate | null {
  const digits = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(number)
  if (digits === null) return null
  return PlainDate.safeParse(`${digits[1]}-${digits[2]}-${digits[3]}`).data ?? null
}

/** Listed, or merged into one that is. */
function isListed({ listed, merged_into }: LookAlikeRow): boolean {
  return listed === 1 || merged_into !== null
}

/** A value that says something; the empty text does not, whatever its type claims. */
function known<Value extends string>(value: Value | null): Value | null {
  return value === null || value === undefined || value.trim() === '' ? null : value
}

function isRaisedAgain(reader: Reader, pair: DuplicatePairRow): boolean {
  if (pair.state !== 'different' || pair.decided_at === null) return false
  return wasChangedSince(reader, [pair.first, pair.second], pair.decided_at)
}

function nothingToCompare(at: string, what: string): CounterError {
  return new CounterError('BAD_INPUT', `${what}，没有查重。`, { at, hint: '请照证件原件填写后再试。' })
}
