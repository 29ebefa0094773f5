import { createHash, randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readTable, type Table, WATERMARK_MARK } from '#electron/exchange/index.ts'
import {
  beginExport,
  buildExport,
  endExport,
  exportColumns,
  listExports,
} from '#electron/services/exports.ts'
import { listResidents } from '#electron/services/resident-search.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { all } from '#electron/store/query.ts'
import type { ExportRequest } from '#shared/ipc/exports.ts'
import { openTestOffice, type TestOffice, type Who } from './test-office.ts'
import {
  goodFacts,
  idNumber,
  OTHER_TOWN,
  plan,
  publishedRound,
  record,
  register,
  submit,
  TOWN,
} from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const QUESTION = { text: '', filters: {}, sort: { key: 'registeredAt', descending: false } }
const HASH = 'a'.repeat(64)

function request(changes: Partial<ExportRequest> = {}): ExportRequest {
  const columns = ['name', 'idNumberMasked']
  return {
    commandId: randomUUID(),
    list: 'residents',
    columns,
    question: QUESTION,
    reason: '示例盘点',
    ...changes,
  }
}

function begin(changes: Partial<ExportRequest> = {}, who: Who = 'clerk'): string {
  return beginExport(office.as(who), request(changes)).exportId
}

async function exported(changes: Partial<ExportRequest> = {}, who: Who = 'clerk'): Promise<Table> {
  const { bytes } = await buildExport(office.as(who), begin(changes, who))
  return readTable({ name: 'x.xlsx', bytes })
}

function cells(table: Table): string[][] {
  return [...table.rows].map((row) => row.cells)
}

function refuses(changes: Partial<ExportRequest>, who: Who = 'clerk'): unknown {
  try {
    begin(changes, who)
  } catch (error) {
    return error
  }
  throw new Error('nothing was refused')
}

test('every list says its columns; only whole numbers are personal', () => {
  for (const list of ['residents', 'cases', 'papers', 'imports', 'entrants'] as const) {
    const columns = exportColumns(list)
    expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length)
    expect(new Set(columns.map(({ title }) => title)).size).toBe(columns.length)
    for (const { title, personal } of columns) expect(personal).toBe(title.endsWith('（完整）'))
  }
  expect(exportColumns('residents').filter(({ personal }) => personal)).toEqual([
    { key: 'idNumber', title: '证件号码（完整）', personal: true },
    { key: 'phone', title: '手机号（完整）', personal: true },
  ])
})

test('residents leave with the chosen columns in the chosen order, numbers masked', async () => {
  for (const serial of [1, 2, 3]) register(office.as('clerk'), serial)
  const columns = ['idNumberMasked', 'name', 'phoneMasked', 'town', 'birth', 'registeredAt', 'sex']
  const table = await exported({ columns })
  expect(table.header).toEqual(['证件号码', '姓名', '手机号', '镇（街道）', '出生日期', '登记日期', '性别'])
  expect(cells(table)).toEqual(
    [1, 2, 3].map((serial) => [
      `${idNumber(serial).slice(0, 6)}********${idNumber(serial).slice(-4)}`,
      `示例·第${serial}人`,
      '138****0000',
      TOWN,
      '1990-01-01',
      '2026-06-18',
      serial % 2 === 1 ? '男' : '女',
    ]),
  )
})

test('the file holds the rows of the list on screen: filters, text and sort', async () => {
  const clerk = office.as('clerk')
  const ids = [1, 2, 3, 4].map((serial) => register(clerk, serial))
  for (const fact of goodFacts(12)) record(clerk, ids[1] ?? '', fact)
  for (const fact of goodFacts(36)) record(clerk, ids[2] ?? '', fact)
  const sort = { key: 'points', descending: true } as const
  const question = { text: '', filters: { complete: true, town: TOWN }, sort }
  const table = await exported({ columns: ['name', 'points', 'complete'], question })
  const shown = listResidents(clerk, { ...question, offset: 0, limit: 200 }).rows
  expect(cells(table)).toEqual(
    shown.map(({ name, pointsX100 }) => [name, String((pointsX100 ?? 0) / 100), '是']),
  )
  expect(cells(table).map(([name]) => name)).toEqual(['示例·第3人', '示例·第2人'])
  const named = await exported({ columns: ['name'], question: { ...QUESTION, text: '第4' } })
  expect(cells(named)).toEqual([['示例·第4人']])
  const nowhere = await exported({
    columns: ['name'],
    question: { ...QUESTION, filters: { town: OTHER_TOWN } },
  })
  expect(cells(nowhere)).toEqual([])
})

test('a long list leaves whole and once each, although others register meanwhile', async () => {
  const clerk = office.as('clerk')
  for (let serial = 1; serial <= 450; serial += 1) register(clerk, serial)
  const exportId = begin({ columns: ['name'] })
  const building = buildExport(clerk, exportId)
  register(clerk, 900)
  const { bytes, rows } = await building
  expect(rows).toBe(450)
  const names = cells(await readTable({ name: 'x.xlsx', bytes })).flat()
  expect(names).toEqual(Array.from({ length: 450 }, (_, index) => `示例·第${index + 1}人`))
}, 120_000)

test('the file says who took it out, where, when, why and how many rows; its name gives nobody away', async () => {
  register(office.as('clerk'), 1)
  const { bytes, rows, sha256, fileName } = await buildExport(office.as('clerk'), begin())
  expect(fileName).toBe('居民名单-2026-06-18.xlsx')
  expect(rows).toBe(1)
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer)
  expect(workbook.getWorksheet('居民名单')?.getCell('A1').value).toBe(
    `${WATERMARK_MARK}示例·经办 · 慈溪市新市民服务中心示例1号窗口 · 2026-06-18 09:00 · 事由：示例盘点 · 共 1 行`,
  )
})

test('cases and papers leave with their own columns', async () => {
  const { cases } = await publishedRound(office, [12, 24, 36])
  const columns = ['receiptNo', 'name', 'idNumberMasked', 'round', 'status', 'points', 'submittedBy']
  const question = { text: '', filters: { status: 'seated' }, sort: { key: 'receiptNo', descending: true } }
  const table = await exported({ list: 'cases', columns, question })
  expect(table.header).toEqual(['受理编号', '姓名', '证件号码', '批次', '状态', '积分', '受理人'])
  expect(cells(table).map(([receiptNo]) => receiptNo)).toEqual(
    cases
      .slice(1)
      .map(({ receiptNo }) => receiptNo)
      .reverse(),
  )
  const papers = { text: '', filters: {}, sort: { key: 'number', descending: false } }
  const none = await exported({ list: 'papers', columns: ['number', 'printed'], question: papers })
  expect(none.header).toEqual(['文号', '打印次数'])
  expect(cells(none)).toEqual([])
})

test('cases that wait for a person are those of the person who takes the list out', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  const residentId = register(office.as('clerk'), 1)
  for (const fact of goodFacts(12)) record(office.as('clerk'), residentId, fact)
  submit(office.as('clerk'), residentId, roundId)
  const question = { text: '', filters: { mine: true }, sort: { key: 'receiptNo', descending: false } }
  const mine = { list: 'cases' as const, columns: ['name'], question }
  expect(cells(await exported(mine, 'clerk'))).toEqual([])
  expect(cells(await exported(mine, 'supervisor'))).toEqual([['示例·第1人']])
})

test('receipts of imports leave too', async () => {
  const question = { text: '', filters: { dataset: 'residents' }, sort: { key: 'at', descending: true } }
  const table = await exported({ list: 'imports', columns: ['dataset', 'rows', 'undoneAt'], question })
  expect(table.header).toEqual(['数据', '行数', '撤销日期'])
})

test.each([
  ['columns.1', { columns: ['name', 'shoeSize'] }, /居民名单没有第 2 列“shoeSize”/],
  ['columns.1', { columns: ['name', 'name'] }, /第 2 列“name”选了两次/],
  ['columns.0', { columns: ['示例·某人'] }, /没有第 1 列，/],
  ['columns.0', { columns: ['toString'] }, /没有第 1 列/],
  ['question.filters.round', { question: { ...QUESTION, filters: { round: 'x' } } }, /筛选条件“round”/],
  ['question.filters.complete', { question: { ...QUESTION, filters: { complete: '是' } } }, /“complete”/],
  ['question.sort.key', { question: { ...QUESTION, sort: { key: 'phone', descending: true } } }, /排序/],
  ['question.filters', { question: { ...QUESTION, filters: { 示例·某人: true } } }, /筛选条件，/],
])('what a list does not have is refused at %s', (at, changes, words) => {
  const failure = refuses(changes)
  expect(failure).toMatchObject({ code: 'BAD_INPUT', at, message: expect.stringMatching(words) })
  expect(String(failure)).not.toContain('某人')
  expect(listExports(office.as('clerk'), REGISTER).total).toBe(0)
})

test('whole numbers are for supervisors, and the reason then stands in the trail', async () => {
  register(office.as('clerk'), 1)
  const columns = ['name', 'idNumber', 'phone']
  expect(refuses({ columns })).toMatchObject({ code: 'NOT_ALLOWED', at: 'columns' })
  const table = await exported({ columns }, 'supervisor')
  expect(cells(table)).toEqual([['示例·第1人', idNumber(1), '13800000000']])
  begin({ columns: ['name'] }, 'supervisor')
  expect(trail().map(({ detail }) => JSON.parse(detail))).toEqual([
    { list: 'residents', columns, unmask: { columns: ['idNumber', 'phone'], reason: '示例盘点' } },
    { list: 'residents', columns: ['name'] },
  ])
})

const REGISTER = {
  text: '',
  filters: {},
  sort: { key: 'at', descending: true },
  offset: 0,
  limit: 50,
} as const

function trail(): { action: string; detail: string }[] {
  const rows = `SELECT action, detail FROM audit WHERE action LIKE 'exports.%' ORDER BY seq`
  return all(office.writer, CompiledQuery.raw(rows) as CompiledQuery<ReturnType<typeof trail>[number]>)
}

test('an export is registered before it leaves, and its end once', async () => {
  const clerk = office.as('clerk')
  const id = begin({ question: { ...QUESTION, text: '示例·某人' } })
  expect(listExports(clerk, REGISTER)).toEqual({
    total: 1,
    rows: [
      {
        id,
        list: 'residents',
        title: '居民名单',
        columns: ['姓名', '证件号码'],
        reason: '示例盘点',
        by: '示例·经办',
        at: expect.any(String),
        outcome: null,
        rows: null,
        hash: null,
      },
    ],
  })
  const { rows, sha256 } = await buildExport(clerk, id)
  const end = { commandId: randomUUID(), exportId: id, outcome: 'done', rows, sha256 } as const
  expect(endExport(clerk, end)).toEqual({})
  expect(endExport(clerk, end)).toEqual({})
  const settled = { outcome: 'done', rows: 0, hash: sha256.slice(0, 12) }
  expect(listExports(clerk, REGISTER).rows[0]).toMatchObject(settled)
  const twice = { ...end, commandId: randomUUID(), outcome: 'cancelled', rows: null, sha256: null } as const
  expect(() => endExport(clerk, twice)).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
  await expect(buildExport(clerk, id)).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(listExports(clerk, REGISTER).rows[0]).toMatchObject(settled)
  expect(JSON.stringify(trail())).not.toMatch(/某人|盘点/)
})

test('beginning is done once, however often it is sent', () => {
  const sent = request()
  expect(beginExport(office.as('clerk'), sent)).toEqual(beginExport(office.as('clerk'), sent))
  expect(listExports(office.as('clerk'), REGISTER).total).toBe(1)
})

test.each([
  ['done without a hash', { outcome: 'done', rows: 1, sha256: null }],
  ['done without rows', { outcome: 'done', rows: null, sha256: HASH }],
  ['cancelled with a file', { outcome: 'cancelled', rows: 1, sha256: HASH }],
] as const)('an end that is %s is refused', (_name, end) => {
  const exportId = begin()
  const unclear = () => endExport(office.as('clerk'), { commandId: randomUUID(), exportId, ...end })
  expect(unclear).toThrow(expect.objectContaining({ code: 'BAD_INPUT', at: 'outcome' }))
})

test('a cancelled export is registered as one', () => {
  const exportId = begin()
  const end = { commandId: randomUUID(), exportId, outcome: 'cancelled', rows: null, sha256: null } as const
  endExport(office.as('clerk'), end)
  expect(listExports(office.as('clerk'), REGISTER).rows[0]).toMatchObject({
    outcome: 'cancelled',
    rows: null,
  })
})

test('nobody takes out or ends what another person registered', async () => {
  const exportId = begin({}, 'supervisor')
  const end = { commandId: randomUUID(), exportId, outcome: 'cancelled', rows: null, sha256: null } as const
  expect(() => endExport(office.as('clerk'), end)).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }))
  await expect(buildExport(office.as('clerk'), exportId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(buildExport(office.as('clerk'), 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(() => endExport(office.as('clerk'), { ...end, exportId: 'x' })).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND' }),
  )
})

test('an export can be given up, and tells how far it is', async () => {
  register(office.as('clerk'), 1)
  const told: [number, number][] = []
  const onProgress = (done: number, total: number) => told.push([done, total])
  await buildExport(office.as('clerk'), begin(), { onProgress })
  expect(told.at(-1)).toEqual([1, 1])
  const signal = AbortSignal.abort()
  await expect(buildExport(office.as('clerk'), begin(), { signal })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
})

test('the register is paged and filtered', () => {
  for (const list of ['residents', 'papers', 'residents'] as const)
    begin({ list, columns: ['name'], question: { ...QUESTION, sort: { key: 'name', descending: false } } })
  const clerk = office.as('clerk')
  expect(listExports(clerk, { ...REGISTER, limit: 1, offset: 1 })).toMatchObject({
    total: 3,
    rows: [{ list: 'papers' }],
  })
  expect(listExports(clerk, { ...REGISTER, filters: { list: 'residents' } }).total).toBe(2)
  expect(listExports(clerk, { ...REGISTER, text: '盘点' }).total).toBe(3)
  expect(listExports(clerk, { ...REGISTER, text: '别的' }).total).toBe(0)
})
