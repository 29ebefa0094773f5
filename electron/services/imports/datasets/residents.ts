import type { KnownPerson } from '#electron/store/tables/bulk-people.ts'
import type { ResidentIdCheck } from '#shared/base/resident-id.ts'
import { foldName } from '../../names/name-key.ts'
import { findTown, readPhone, readText } from '../cells.ts'
import type { Desk } from '../desk.ts'
import { refuseContradiction } from '../disposition.ts'
import type { JudgedRow } from '../judged-row.ts'
import { isNameOf, requireNumber } from '../person-rows.ts'
import { ID_NUMBER, NAME } from './columns.ts'
import type { PeopleDataset } from './dataset.ts'

/** Names are kept up to this length, as in the registration form. */
const LONGEST_NAME = 50

/**
 * Lists of people. Somebody new is added; what differs from the registered name, telephone or town is no fact that
 * could wait beside another, so the row is refused and the clerk corrects the person where that is right.
 */
export const residents: PeopleDataset = {
  dataset: 'residents',
  title: '居民名单',
  department: '公安',
  subject: 'people',
  columns: [
    NAME,
    ID_NUMBER,
    {
      key: 'phone',
      title: '手机号',
      aliases: ['手机号码', '联系电话', '联系方式', '电话'],
      required: false,
      help: '11 位手机号，没有的留空。留空不会清除已登记的号码。',
      example: '10000000001',
    },
    {
      key: 'town',
      title: '居住地镇街',
      aliases: ['镇街', '镇（街道）', '居住地', '所属镇街', '居住地镇（街道）'],
      required: true,
      help: '现居住的镇或街道，如浒山街道。',
      example: '浒山街道',
    },
  ],
  judge(subject, desk) {
    const { known, rows } = subject
    const read = rows.map((row) => ({ row, ...readPerson(row, desk) }))
    refuseDifferent(read)
    const good = read.filter(({ row }) => !row.isBad)
    const [first, ...repeated] = good
    if (first === undefined) return
    if (known === undefined) addPerson(first, desk)
    else if (known.listed === 0) relist(first, known, desk)
    else for (const each of good) compare(each, known)
    for (const { row } of repeated) row.note(`与第 ${first.row.row} 行重复，只登记一次。`)
  },
}

type ReadPerson = { row: JudgedRow; number: ResidentIdCheck; name: string; phone: string; town: string }

function readPerson(row: JudgedRow, { on, towns }: Desk): Omit<ReadPerson, 'row'> {
  const number = requireNumber(row, on)
  const name = readText(row, 'name', LONGEST_NAME)
  const phone = readPhone(row, 'phone')
  const typed = row.cell('town')
  const town = findTown(towns, typed)
  if (typed !== '' && town === undefined) {
    row.refuse('town', '居住地镇街不在受理范围的镇（街道）名单里。请写全称，如“浒山街道”。')
  }
  return { number, name, phone, town: town ?? '' }
}

/** Rows about one number that do not agree; a blank cell agrees with everything. */
function refuseDifferent(read: readonly ReadPerson[]): void {
  if (read.length < 2) return
  const fields = [
    (each: ReadPerson) => foldName(each.name),
    (each: ReadPerson) => each.phone,
    (each: ReadPerson) => each.town,
  ]
  const isSplit = fields.some((field) => new Set(read.map(field).filter((value) => value !== '')).size > 1)
  const places = read.map(({ row }) => row.row)
  if (isSplit) for (const { row } of read) refuseContradiction(row, places)
}

function addPerson({ row, number, name, phone, town }: ReadPerson, desk: Desk): void {
  if (town === '') {
    row.refuse('town', '居住地镇街不能空：新登记的人要写明。')
    return
  }
  const { normal, birth } = number
  if (birth === undefined) throw new Error('a number that was accepted has a day of birth')
  if (desk.hasNamesake(foldName(name), birth, normal)) {
    row.warn('name', '已有同名、同日出生的人，证件号码不同，可能是同一个人。导入后列入疑似重复，请逐个核对。')
  }
  desk.changes.add({ what: 'person', name, idNumber: normal, phone, town })
  row.settle('add')
}

function relist({ row, name, phone, town }: ReadPerson, known: KnownPerson, desk: Desk): void {
  desk.changes.add({
    what: 'relist',
    seq: known.seq,
    name,
    phone: phone === '' ? (known.phone ?? '') : phone,
    town: town === '' ? known.town : town,
  })
  row.note('这个人随一次撤销的导入移出过名单，会重新列入。')
  row.settle('add')
}

function compare({ row, name, phone, town }: ReadPerson, known: KnownPerson): void {
  const remedy = '请核对；确要改的，请在居民页更正，文件不会覆盖已登记的内容。'
  if (!isNameOf(name, known)) row.refuse('name', `与已登记的姓名不同。${remedy}`)
  if (phone !== '' && phone !== known.phone) row.refuse('phone', `与已登记的手机号不同。${remedy}`)
  if (town !== '' && town !== known.town) row.refuse('town', `与已登记的镇街不同。${remedy}`)
}
