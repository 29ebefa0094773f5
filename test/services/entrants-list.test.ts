import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readTable } from '#electron/exchange/index.ts'
import { beginExport, buildExport } from '#electron/services/exports.ts'
import { readApplicants } from '#electron/services/rounds/applicants.ts'
import { readList, takeList } from '#electron/services/rounds/entrant-list.ts'
import { getEntrantTemplate } from '#electron/services/rounds/entrant-template.ts'
import { listEntrants, withdrawEntrant } from '#electron/services/rounds/entrants.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { countStandingEntrants } from '#electron/store/tables/entrants.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import {
  csvOf,
  SCHOOL_TOWNS,
  type SchoolRow,
  schoolList,
  schoolWorkbook,
  TALENT,
} from '../fixtures/school-list.ts'
import { auditOf } from './entrant-help.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { goodFacts, idNumber, record, register } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const SMALL = schoolList({ children: 30, schools: 6, seed: '示例' })

function open(plan: RoundPlan = SMALL.plan): { id: string; plan: RoundPlan; title: string } {
  const title = `示例批次 ${randomUUID()}`
  return { id: openRound(office.as('supervisor'), { commandId: randomUUID(), title, plan }).id, plan, title }
}

const file = (roundId: string, bytes: Uint8Array<ArrayBuffer>, fileName = '示例申请名单.csv') => ({
  roundId,
  fileName,
  bytes,
})

function take(roundId: string, bytes: Uint8Array<ArrayBuffer>, commandId = randomUUID()) {
  return takeList(office.as('clerk'), { commandId, ...file(roundId, bytes) })
}

/** A list of one or a few rows under these titles. */
function csv(titles: string, ...rows: string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode([titles, ...rows].map((line) => `${line}\n`).join(''))
}

/** What a row of a list means, worked out apart from the program. */
function meant({
  no,
  town,
  points,
  residenceMonths,
  insuredMonths,
  tags,
  family,
  wishes,
  ...row
}: SchoolRow) {
  const [whole = '', decimals = ''] = points.split('.')
  return {
    no,
    consent: true,
    points: `${Number(whole)}.${decimals.padEnd(2, '0')}`,
    ties: { residenceMonths: Number(residenceMonths), insuredMonths: Number(insuredMonths) },
    group: town,
    ...(tags === '' ? {} : { tags: [tags] }),
    ...(family === '' ? {} : { family }),
    wishes: wishes.map((place) => ({ place, class: Number(row.class) })),
  }
}

function applicantsOf(round: { id: string; plan: RoundPlan; title: string }, limit = 20_000) {
  return readApplicants(office.as('clerk'), round, { offset: 0, limit })
}

describe('a list without a fault', () => {
  test('600 children in 12 schools come in as the list says, twins with one family number', async () => {
    const { plan, csv: bytes, rows } = schoolList({ children: 600, schools: 12, seed: '示例 600' })
    const round = open(plan)
    const read = await readList(office.as('clerk'), file(round.id, bytes))
    expect(read).toMatchObject({ rows: 600, faultCount: 0, faults: [] })
    expect(read.sample).toHaveLength(20)
    expect(countStandingEntrants(office.writer, round.id)).toBe(0)
    const commandId = randomUUID()
    expect(await take(round.id, bytes, commandId)).toEqual({ added: 600 })
    expect(await take(round.id, bytes, commandId)).toEqual({ added: 600 })
    expect(countStandingEntrants(office.writer, round.id)).toBe(600)
    const { applicants, problems } = applicantsOf(round)
    expect(problems).toEqual([])
    expect(applicants).toEqual(rows.map(meant))
    expect(Map.groupBy(rows, ({ family }) => family).size).toBe(3)
    expect(auditOf(office, 'entrants.takeList')).toMatchObject([{ added: 600, sha256: expect.any(String) }])
  })

  test('a workbook gives the same as the CSV', async () => {
    const [one, other] = [open(), open()]
    await take(one.id, SMALL.csv)
    await take(other.id, await schoolWorkbook(SMALL.rows))
    expect(applicantsOf(other).applicants).toEqual(applicantsOf(one).applicants)
  })

  test('what is written into a list is what is read from it', async () => {
    const places = SMALL.plan.places.map(({ id }) => id)
    const child = fc.record({
      points: fc.integer({ min: 0, max: 30_000 }).map((x100) => (x100 / 100).toFixed(2)),
      residenceMonths: fc.integer({ min: 0, max: 600 }).map(String),
      insuredMonths: fc.integer({ min: 0, max: 600 }).map(String),
      town: fc.constantFrom(...SCHOOL_TOWNS),
      class: fc.constantFrom('1', '2'),
      tags: fc.constantFrom('', TALENT),
      family: fc.constantFrom('', 'SH1', 'SH2'),
      wishes: fc.shuffledSubarray(places, { minLength: 1, maxLength: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(child, { minLength: 1, maxLength: 30 }), async (children) => {
        const rows = children.map((row, index): SchoolRow => {
          const { no = '', name = '', idNumber: number = '' } = SMALL.rows[index] ?? {}
          return { ...row, no, name, idNumber: number }
        })
        const round = open()
        await take(round.id, csvOf(rows))
        expect(applicantsOf(round)).toEqual({ applicants: rows.map(meant), problems: [] })
      }),
      { numRuns: 12 },
    )
  })

  test('rows without a number get the next ones of the round, beside those of the file', async () => {
    const round = open()
    const titles = '申请编号,姓名,类别,积分,居住登记月数,社保缴费月数,志愿1'
    await take(
      round.id,
      csv(
        titles,
        ',示例·甲,1,50,1,1,X01',
        'S2026-00007,示例·乙,1,50,1,1,示例第2小学',
        ',示例·丙,示例二类,50,1,1,X03',
      ),
    )
    await take(round.id, csv(titles, ',示例·丁,1,50,1,1,X01'))
    const { rows } = listEntrants(office.as('clerk'), {
      text: '',
      filters: { roundId: round.id },
      sort: { key: 'no', descending: false },
      offset: 0,
      limit: 50,
    })
    expect(rows.map(({ no, name, wishes }) => [no, name, ...wishes])).toEqual([
      ['S2026-00007', '示例·乙', '示例第2小学'],
      ['S2026-00008', '示例·甲', '示例第1小学'],
      ['S2026-00009', '示例·丙', '示例第3小学'],
      ['S2026-00010', '示例·丁', '示例第1小学'],
    ])
    expect(rows[2]?.given.class).toBe(2)
  })

  test('points of a stored parent count, found by the number also after a merge', async () => {
    const parent = register(office.as('clerk'), 1)
    for (const fact of goodFacts(77)) record(office.as('clerk'), parent, fact)
    const round = open()
    const titles = '姓名,证件号码,申请人证件号码,类别,第一志愿,第二志愿'
    await take(round.id, csv(titles, `示例·孩子,${SMALL.rows[0]?.idNumber},${idNumber(1)},1,X01,X02`))
    expect(applicantsOf(round)).toMatchObject({
      problems: [],
      applicants: [
        {
          points: '82.25',
          ties: { residenceMonths: 77, insuredMonths: 77 },
          wishes: [
            { place: 'X01', class: 1 },
            { place: 'X02', class: 1 },
          ],
        },
      ],
    })
  })

  test('a list may come from a stored resident with other points beside, which do not count', async () => {
    const parent = register(office.as('clerk'), 1)
    for (const fact of goodFacts(77)) record(office.as('clerk'), parent, fact)
    const round = open()
    const { sample } = await readList(
      office.as('clerk'),
      file(round.id, csv('姓名,申请人证件号码,类别,积分,志愿1', `示例·孩子,${idNumber(1)},1,99,X01`)),
    )
    expect(sample).toMatchObject([{ no: 'S2026-00001', residentId: parent, pointsX100: 8225 }])
  })

  test('12,588 rows are read and taken in within seconds', { timeout: 60_000 }, async () => {
    const { plan, csv: bytes } = schoolList({ children: 12_588, schools: 120, seed: '示例 12588' })
    const round = open(plan)
    const start = performance.now()
    expect(await take(round.id, bytes)).toEqual({ added: 12_588 })
    expect(performance.now() - start).toBeLessThan(15_000)
    expect(countStandingEntrants(office.writer, round.id)).toBe(12_588)
  })
})

const TITLES =
  '申请编号,姓名,证件号码,申请人证件号码,镇街,类别,积分,居住登记月数,社保缴费月数,申请日期,标签,家庭号,家庭人口,志愿1,志愿2,志愿3'
const GOOD = ['A1', '示例·甲', '', '', '浒山街道', '1', '60', '12', '24', '', '', '', '', 'X01', 'X02', '']

/** A good row with other cells, by title. */
function row(cells: Record<string, string>): string {
  return TITLES.split(',')
    .map((title, index) => cells[title] ?? GOOD[index] ?? '')
    .join(',')
}

test.each(['2026-05-01', '2026.6.10', '20260510', '2026年5月10日'])(
  'the day %s lies within the window of applications',
  async (appliedOn) => {
    const bytes = csv(TITLES, row({ 申请日期: appliedOn }))
    expect(await readList(office.as('clerk'), file(open().id, bytes))).toMatchObject({ faultCount: 0 })
  },
)

describe('a list with a fault', () => {
  const own = SMALL.rows[0]?.idNumber ?? ''
  const wrongDigit = own.slice(0, 17) + (own.endsWith('1') ? '2' : '1')
  test.each<[string, RegExp, Record<string, string>]>([
    ['申请编号', /示例行/, { 申请编号: '示例编号' }],
    ['申请编号', /不能用证件号码/, { 申请编号: own }],
    ['申请编号', /空格/, { 申请编号: 'A 1' }],
    ['姓名', /不能空/, { 姓名: '' }],
    ['证件号码', /校验码不符/, { 证件号码: wrongDigit }],
    ['证件号码', /还差 3 位/, { 证件号码: own.slice(0, 15).replace(/.$/, 'X') }],
    ['申请人证件号码', /没有登记/, { 申请人证件号码: idNumber(9) }],
    ['镇街', /不在镇/, { 镇街: '示例镇' }],
    ['镇街', /受理范围/, { 镇街: '周巷' }],
    ['类别', /方案里的类别/, { 类别: '3' }],
    ['类别', /没有填写/, { 类别: '' }],
    ['积分', /两位小数/, { 积分: '60.123' }],
    ['积分', /两位小数/, { 积分: '约60' }],
    ['积分', /没有积分/, { 积分: '' }],
    ['居住登记月数', /整数/, { 居住登记月数: '1.5' }],
    ['社保缴费月数', /没有填写/, { 社保缴费月数: '' }],
    ['申请日期', /写法认不出/, { 申请日期: '2026-02-30' }],
    ['申请日期', /申请时间内（2026-05-01 至 2026-06-10）/, { 申请日期: '2026/4/30' }],
    ['申请日期', /申请时间内/, { 申请日期: '2026-06-11' }],
    ['标签', /本批次的标签有：人才子女/, { 标签: '人才、优待' }],
    ['家庭号', /不能用证件号码/, { 家庭号: own }],
    ['家庭人口', /1 至 30/, { 家庭人口: '0' }],
    ['志愿1', /至少要填一个/, { 志愿1: '', 志愿2: '' }],
    ['志愿1', /中间空了/, { 志愿1: '' }],
    ['志愿2', /不是本批次的去处/, { 志愿2: 'X99' }],
    ['志愿2', /填了两次/, { 志愿2: '示例第1小学' }],
  ])('%s %s', async (column, message, cells) => {
    const round = open()
    const bytes = csv(TITLES, row({ 申请编号: 'A0', 志愿1: 'X03' }), row(cells))
    const { faults, faultCount } = await readList(office.as('clerk'), file(round.id, bytes))
    expect(faults).toMatchObject([{ row: 3, column }])
    expect(faults[0]?.message).toMatch(message)
    expect(faultCount).toBe(1)
    expect(JSON.stringify(faults)).not.toMatch(/示例·|\d{15}/)
    await expect(take(round.id, bytes)).rejects.toMatchObject({ code: 'BAD_INPUT', at: `第 3 行“${column}”` })
    expect(countStandingEntrants(office.writer, round.id)).toBe(0)
  })

  test('what repeats within the file or the round is named with the row before', async () => {
    const round = open()
    await take(round.id, csv(TITLES, row({ 证件号码: own })))
    const again = csv(TITLES, row({ 证件号码: own }), row({ 申请编号: 'A2' }), row({ 申请编号: 'A2' }))
    const { faults } = await readList(office.as('clerk'), file(round.id, again))
    expect(faults).toEqual([
      { row: 2, column: '申请编号', message: '本批次已有这个申请编号' },
      { row: 2, column: '证件号码', message: '这个人在本批次已有申请' },
      { row: 4, column: '申请编号', message: '与第 3 行相同' },
    ])
    // Whoever was taken out may come again, under another number.
    withdrawEntrant(office.as('clerk'), {
      commandId: randomUUID(),
      roundId: round.id,
      no: 'A1',
      reason: '示例',
    })
    await expect(take(round.id, csv(TITLES, row({ 申请编号: 'A9', 证件号码: own })))).resolves.toEqual({
      added: 1,
    })
  })

  test('every fault is counted and the first 200 are shown', async () => {
    const round = open()
    const rows = Array.from({ length: 150 }, (_, index) => row({ 申请编号: `A${index}`, 积分: '', 类别: '' }))
    const { faults, faultCount } = await readList(office.as('clerk'), file(round.id, csv(TITLES, ...rows)))
    expect([faults.length, faultCount]).toEqual([200, 300])
    await expect(take(round.id, csv(TITLES, ...rows))).rejects.toThrow(/300 处不能使用.*……$/)
  })

  test('a header that is not understood is a fault of row 1', async () => {
    const round = open()
    const at = async (bytes: Uint8Array<ArrayBuffer>) =>
      (await readList(office.as('clerk'), file(round.id, bytes))).faults.map(({ row: line, column }) => [
        line,
        column,
      ])
    expect(await at(csv('申请编号,积分', 'A1,60'))).toEqual([[1, '姓名']])
    expect(await at(csv('姓名', ''))).toEqual([[1, '姓名']])
    expect(await at(csv(`${TITLES},志愿九`, `${row({})},X03`))).toEqual([[1, '志愿九']])
    expect(await at(csv(`${TITLES},积分`, `${row({})},60`))).toContainEqual([1, '积分'])
  })

  test.each([
    ['an empty file', new Uint8Array(0)],
    ['no table', new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37, 0x00, 0x01, 0x02])],
  ])('%s is refused', async (_what, bytes: Uint8Array<ArrayBuffer>) => {
    const round = open()
    await expect(take(round.id, bytes)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })

  test('a number that Excel has rounded is a fault of its cell', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('名单')
    sheet.addRow(TITLES.split(','))
    sheet.addRow(row({}).split(','))
    sheet.getCell('C2').value = Number('522121199001010079')
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
    const { faults } = await readList(office.as('clerk'), file(open().id, bytes, '示例.xlsx'))
    expect(faults).toContainEqual(expect.objectContaining({ row: 2, column: '证件号码' }))
  })

  test('a list for another round, the health check or nobody is not taken in', async () => {
    await expect(take('x', SMALL.csv)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const [place] = SMALL.plan.places
    const plan: RoundPlan = {
      ...SMALL.plan,
      kind: 'health-check',
      classes: [],
      places: [{ id: 'city', name: '示例', town: place?.town ?? null, capacity: 1 }],
    }
    await expect(take(open(plan).id, SMALL.csv)).rejects.toThrow(/来自办件/)
  })
})

test('the template has every column and names the places; its example row is not taken in', async () => {
  const round = open()
  const { bytes, fileName } = await getEntrantTemplate(office.as('clerk'), round.id)
  expect(fileName).toBe('申请名单模板.xlsx')
  const table = await readTable({ name: fileName, bytes })
  expect(table.header).toEqual(
    expect.arrayContaining(['申请编号', '姓名', '申请人证件号码', '居住证月数', '志愿8']),
  )
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer)
  const notes = JSON.stringify(workbook.worksheets[1]?.getSheetValues())
  for (const { id, name } of SMALL.plan.places) expect(notes).toContain(`去处 ${id}：${name}`)
  expect(notes).toContain('示例二类')
  const { faults } = await readList(office.as('clerk'), file(round.id, bytes, fileName))
  expect(faults).toContainEqual(
    expect.objectContaining({ row: 2, column: '申请编号', message: '这是模板里的示例行，请删去' }),
  )
})

test('the applications leave as a list of their round, numbers masked', async () => {
  const round = open()
  await take(round.id, SMALL.csv)
  const question = {
    text: '',
    filters: { roundId: round.id },
    sort: { key: 'no', descending: false },
  }
  const request = {
    commandId: randomUUID(),
    list: 'entrants' as const,
    columns: ['no', 'idNumberMasked', 'points', 'wishes', 'source'],
    question,
    reason: '示例核对',
  }
  const { exportId } = beginExport(office.as('clerk'), request)
  const { bytes, rows } = await buildExport(office.as('clerk'), exportId)
  expect(rows).toBe(30)
  const table = await readTable({ name: '示例.xlsx', bytes })
  const [first] = SMALL.rows
  expect(table.rows.at(0).cells).toEqual([
    first?.no,
    `${first?.idNumber.slice(0, 6)}********${first?.idNumber.slice(-4)}`,
    String(Number(first?.points)),
    first?.wishes.map((id) => `示例第${Number(id.slice(1))}小学`).join('、'),
    '名单',
  ])
  const ofNone = { ...request, commandId: randomUUID(), question: { ...question, filters: {} } }
  expect(() => beginExport(office.as('clerk'), ofNone)).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT' }),
  )
})
