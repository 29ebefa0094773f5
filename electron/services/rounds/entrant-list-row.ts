import { EXAMPLE_MARK } from '#electron/exchange/index.ts'
import type { EntrantTable } from '#electron/store/schema.ts'
import type { CountedResident } from '#electron/store/tables/entrants.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId } from '#shared/base/resident-id.ts'
import { plainCode } from '#shared/base/typed-text.ts'
import { pointsX100, type RoundPlan, RoundPoints, type Wish } from '#shared/domain/allocation/index.ts'
import type { EntrantGiven } from '#shared/ipc/round-entrants.ts'
import { findDay, findTown } from '../imports/cells.ts'
import { dayNumber, givenFaults } from './entrant-given.ts'
import { MOST_WISHES, wishKey } from './entrant-list-columns.ts'

/** An application as a list gives it. */
export type ListedEntrant = Pick<
  EntrantTable,
  'no' | 'resident_id' | 'name' | 'id_number' | 'town' | 'points_x100' | 'given'
>

/** What the rows of a list are judged against; `rowOf…` remember the rows before. */
export type ListDesk = {
  plan: RoundPlan
  towns: readonly string[]
  on: PlainDate
  takenNumbers: ReadonlySet<string>
  takenIds: ReadonlySet<string>
  /** Records of those on the list, and of those whose points count there. */
  takenPersons: ReadonlySet<string>
  rowOfNumber: Map<string, number>
  rowOfId: Map<string, number>
  rowOfPerson: Map<string, number>
  /** The record that counts for an identity number. */
  residentOf(idNumber: string): CountedResident | undefined
  /** The id of a place by its id or name; several places may share a name. */
  placeOf(text: string): string | 'ambiguous' | undefined
}

/** A row with its cells and a place to put its faults, both by the key of the column. */
export type ListRow = {
  row: number
  cell(key: string): string
  fault(key: string, message: string): void
}

const LONGEST_NAME = 50
const LONGEST_CODE = 40
const MONTH_COLUMNS = ['residenceMonths', 'insuredMonths', 'permitMonths'] as const

/** The application of a row; where something is wrong with it, that is put to the row's faults. */
export function readListRow(row: ListRow, desk: ListDesk): ListedEntrant {
  const resident = readApplicant(row, desk)
  const faulty = new Set<string>()
  const noting: ListRow = {
    ...row,
    fault(key, message) {
      faulty.add(key)
      row.fault(key, message)
    },
  }
  const given = readGiven(noting, desk)
  // A person who stands in the file but not in the store has one fault, not one more for points that are missing.
  const isStored = resident !== undefined
  for (const { part, message } of givenFaults(desk.plan, given, isStored)) {
    const key = typeof part === 'string' ? part : wishKey(Math.min(part.wish + 1, MOST_WISHES))
    if (!faulty.has(key)) row.fault(key, message)
  }
  return {
    no: readNumber(row, desk),
    resident_id: resident?.id ?? null,
    name: readName(row),
    id_number: readOwnId(row, desk),
    town: readTown(row, desk),
    points_x100: shownPoints(given, resident),
    given: JSON.stringify(given),
  }
}

/** For lists: the points last kept of a stored resident, else those given. */
function shownPoints({ points }: EntrantGiven, resident: CountedResident | null | undefined): number | null {
  if (resident !== undefined && resident !== null) return resident.points_x100
  return points === undefined ? null : pointsX100(points)
}

function readNumber(row: ListRow, { takenNumbers, rowOfNumber }: ListDesk): string {
  const no = readCode(row, 'no')
  if (no === '') return no
  if (no.startsWith(EXAMPLE_MARK)) row.fault('no', '这是模板里的示例行，请删去')
  else if (takenNumbers.has(no)) row.fault('no', '本批次已有这个申请编号')
  refuseRepeated(row, rowOfNumber, { key: 'no', value: no })
  return no
}

function readName({ cell, fault }: ListRow): string {
  const name = cell('name').normalize('NFC')
  if (name === '') fault('name', '不能空')
  if (name.length > LONGEST_NAME) fault('name', `超过 ${LONGEST_NAME} 个字，可能错列`)
  return name
}

function readOwnId(row: ListRow, desk: ListDesk): string | null {
  const number = readId(row, 'idNumber', desk.on)
  if (number === undefined) return null
  const person = desk.residentOf(number)?.id
  if (desk.takenIds.has(number) || (person !== undefined && desk.takenPersons.has(person)))
    row.fault('idNumber', '这个人在本批次已有申请')
  refuseRepeated(row, desk.rowOfId, { key: 'idNumber', value: number })
  return number
}

/** The stored resident whose points count; undefined where none is named, null where the one named cannot be used. */
function readApplicant(row: ListRow, desk: ListDesk): CountedResident | null | undefined {
  const { on, residentOf } = desk
  if (row.cell('applicantId') === '') return undefined
  const number = readId(row, 'applicantId', on)
  if (number === undefined) return null
  const resident = residentOf(number)
  if (resident === undefined)
    row.fault('applicantId', '系统里没有登记这个人；请先登记，或不填这一列而填写积分')
  // Several children of one parent may apply.
  else if (desk.plan.kind !== 'school') {
    if (desk.takenPersons.has(resident.id)) row.fault('applicantId', '这个人在本批次已有申请')
    refuseRepeated(row, desk.rowOfPerson, { key: 'applicantId', value: resident.id })
  }
  return resident ?? null
}

function readId({ cell, fault }: ListRow, key: string, on: PlainDate): string | undefined {
  const typed = plainCode(cell(key))
  if (typed === '') return undefined
  const { valid, normal, problems } = checkResidentId(typed, on)
  if (valid) return normal
  fault(key, problems.find(({ severity }) => severity === 'error')?.message ?? '号码不对')
  return undefined
}

function readTown({ cell, fault }: ListRow, { towns, plan }: ListDesk): string | null {
  const typed = cell('town')
  if (typed === '') {
    if (plan.quotas.length > 0) fault('town', '本批次按镇街分配名额，不能空')
    return null
  }
  const town = findTown(towns, typed)
  if (town === undefined) fault('town', '不在镇（街道）名单里，请写全称')
  else if (!plan.towns.includes(town)) fault('town', '不在本批次的受理范围内')
  return town ?? null
}

function readGiven(row: ListRow, desk: ListDesk): EntrantGiven {
  const points = readPoints(row)
  const ties = readTies(row, desk.plan)
  const tags = readTags(row, desk.plan)
  const family = readCode(row, 'family')
  const own = readClass(row, desk.plan)
  const household = readWhole(row, 'household', 30)
  const wishes = readWishes(row, desk)
  return {
    ...(points === undefined ? {} : { points }),
    ...(Object.keys(ties).length === 0 ? {} : { ties }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(wishes.length === 0 ? {} : { wishes }),
    ...(family === '' ? {} : { family }),
    ...(own === undefined ? {} : { class: own }),
    ...(household === undefined ? {} : { household: household }),
  }
}

function readPoints({ cell, fault }: ListRow): string | undefined {
  const text = plain(cell('points'))
  if (text === '') return undefined
  if (RoundPoints.safeParse(text).success) return text
  fault('points', '应为最多两位小数的数')
  return undefined
}

function readTies(row: ListRow, plan: RoundPlan): Record<string, number> {
  const ties: Record<string, number> = {}
  for (const key of MONTH_COLUMNS) {
    const months = readWhole(row, key, 1_200)
    if (months !== undefined) ties[key] = months
  }
  const day = readAppliedOn(row, plan)
  if (day !== undefined) ties.appliedOn = dayNumber(day)
  return ties
}

function readAppliedOn({ cell, fault }: ListRow, plan: RoundPlan): PlainDate | undefined {
  const typed = cell('appliedOn')
  if (typed === '') return undefined
  const day = findDay(typed)
  if (day === undefined) fault('appliedOn', '日期不存在或写法认不出，请写作 2026-03-05 这样的形式')
  else if (isOutside(day, plan)) {
    const { applyFrom, applyUntil } = plan
    fault('appliedOn', `不在本批次的申请时间内（${applyFrom ?? '不限'} 至 ${applyUntil ?? '不限'}）`)
  }
  return day
}

/** Both days of the window are inside it. */
function isOutside(day: PlainDate, { applyFrom, applyUntil }: RoundPlan): boolean {
  return (applyFrom !== null && day < applyFrom) || (applyUntil !== null && day > applyUntil)
}

/** Tags change the order only where places are kept for them; another one is a slip of the pen. */
function readTags({ cell, fault }: ListRow, { places }: RoundPlan): string[] {
  const kept = new Set(places.flatMap(({ reserved }) => reserved?.tag ?? []))
  const tags = [
    ...new Set(
      cell('tags')
        .normalize('NFC')
        .split(/[、，,；;\s]+/)
        .filter((tag) => tag !== ''),
    ),
  ]
  if (tags.some((tag) => !kept.has(tag))) {
    const known = kept.size === 0 ? '本批次没有按标签留出的名额' : `本批次的标签有：${[...kept].join('、')}`
    fault('tags', `有本批次没有的标签；${known}`)
  }
  return tags
}

function readClass({ cell, fault }: ListRow, { classes }: RoundPlan): number | undefined {
  const typed = cell('class').normalize('NFC')
  if (typed === '') return undefined
  const known = classes.find((entry) => entry.name === typed || String(entry.class) === plain(typed))
  if (known === undefined)
    fault('class', classes.length === 0 ? '本批次不分类别，请留空' : '不是本批次方案里的类别')
  return known?.class
}

function readWishes({ cell, fault }: ListRow, { placeOf }: ListDesk): Wish[] {
  const wishes: Wish[] = []
  let firstEmpty: number | undefined
  for (let number = 1; number <= MOST_WISHES; number += 1) {
    const key = wishKey(number)
    const typed = cell(key).normalize('NFC')
    if (typed === '') {
      firstEmpty ??= number
      continue
    }
    if (firstEmpty !== undefined) fault(wishKey(firstEmpty), '中间空了一个志愿')
    firstEmpty = undefined
    const place = placeOf(typed)
    if (place === undefined) fault(key, '不是本批次的去处')
    else if (place === 'ambiguous') fault(key, '有几个去处同名，请填编号')
    else if (wishes.some((wish) => wish.place === place)) fault(key, '同一个去处填了两次')
    else wishes.push({ place })
  }
  return wishes
}

function readWhole({ cell, fault }: ListRow, key: string, most: number): number | undefined {
  const text = plain(cell(key))
  if (text === '') return undefined
  const least = key === 'household' ? 1 : 0
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  fault(key, `应为 ${least} 至 ${most} 的整数`)
  return undefined
}

/** A number that is published with the list: nobody's identity number. */
function readCode({ cell, fault }: ListRow, key: string): string {
  const code = cell(key).normalize('NFC')
  if (code.length > LONGEST_CODE) fault(key, `超过 ${LONGEST_CODE} 个字`)
  else if (/[\s|\p{C}]/u.test(code)) fault(key, '不能含有空格、看不见的字符和“|”')
  else if (checkResidentId(code).valid) fault(key, '这个编号会随名单公布，不能用证件号码')
  return code
}

function refuseRepeated(
  { row, fault }: ListRow,
  rows: Map<string, number>,
  { key, value }: { key: string; value: string },
): void {
  const earlier = rows.get(value)
  if (earlier === undefined) rows.set(value, row)
  else fault(key, `与第 ${earlier} 行相同`)
}

function plain(text: string): string {
  return text.normalize('NFKC').trim()
}
