import { randomUUID as newCommand } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getBatchPage, listBatches, listSetAside } from '#electron/services/imports/batches.ts'
import { dropRow, mendRow } from '#electron/services/imports/mend.ts'
import { rows as raw, refusal } from '#test/store/harness.ts'
import { openTestOffice, type TestOffice } from '../test-office.ts'
import { day, idNumber, OTHER_TOWN, record, register, TOWN } from '../test-people.ts'
import {
  apply,
  fileOf,
  HEADERS,
  heldFacts,
  importFile,
  listedPeople,
  messages,
  months,
  person,
  preview,
  rowsOf,
  stage,
  undo,
} from './import-files.ts'

let office: TestOffice
const clerk = () => office.as('clerk')
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

describe('taking in', () => {
  it('is done once for one command, and weighs the rows again where something changed', async () => {
    const { stageId } = await preview(clerk(), fileOf('residents', [person(1), person(2)]))
    register(clerk(), 1)
    const commandId = newCommand()
    const first = await apply(clerk(), stageId, { commandId })
    expect(await apply(clerk(), stageId, { commandId })).toEqual(first)
    expect(getBatchPage(clerk(), first.batchId ?? '')).toMatchObject({ added: 1, setAside: 0 })
  })

  it('cancelled in the middle leaves nothing', async () => {
    const { stageId } = await preview(
      clerk(),
      fileOf(
        'residents',
        Array.from({ length: 900 }, (_, index) => person(index)).concat(
          Array.from({ length: 900 }, (_, index) => ['示例·某人', idNumber(index, '19910101'), '', TOWN]),
        ),
      ),
    )
    const cancel = new AbortController()
    const audit = raw(office.writer, 'SELECT count(*) AS n FROM audit')
    const applying = apply(clerk(), stageId, { signal: cancel.signal })
    setImmediate(() => setImmediate(() => cancel.abort()))
    await refusal('CANCELLED', () => applying)
    expect(listedPeople(office.writer)).toEqual([])
    expect(raw(office.writer, 'SELECT count(*) AS n FROM audit')).toEqual(audit)
    expect(
      listBatches(clerk(), {
        text: '',
        filters: {},
        sort: { key: 'at', descending: true },
        offset: 0,
        limit: 10,
      }).total,
    ).toBe(0)
    await apply(clerk(), stageId)
    expect(listedPeople(office.writer)).toHaveLength(1800)
  })

  it('says no names or numbers in the audit trail', async () => {
    await importFile(clerk(), fileOf('residents', [person(1), person(2, { town: 'x' })]), 'setAside')
    const trail = JSON.stringify(raw(office.writer, "SELECT * FROM audit WHERE action LIKE 'imports.%'"))
    expect(trail).toContain('setAside')
    expect(trail).not.toMatch(/第1人|522121/)
  })
})

describe('rows set aside', () => {
  it('are seen whole on the record, mended into the batch or given up', async () => {
    const receipt = await importFile(
      clerk(),
      fileOf('residents', [person(1), person(2, { town: '火星' }), person(3, { town: '火星' })]),
      'setAside',
    )
    const listed = listSetAside(clerk(), { batchId: receipt.id, offset: 0, limit: 50 })
    expect(listed).toMatchObject({
      total: 2,
      rows: [
        { row: 3, state: 'waiting', cells: { idNumber: idNumber(2) }, findings: [{ column: '居住地镇街' }] },
        {},
      ],
    })
    expect(raw(office.writer, "SELECT count(*) AS n FROM audit WHERE action = 'imports.setAside'")).toEqual([
      { n: 1 },
    ])
    const cells = listed.rows[0]?.cells ?? {}
    const mend = (town: string) =>
      mendRow(clerk(), { commandId: newCommand(), batchId: receipt.id, row: 3, cells: { ...cells, town } })
    expect(await mend('土星')).toMatchObject({ outcome: 'bad', findings: [{ severity: 'bad' }] })
    expect(await mend('浒山')).toMatchObject({ outcome: 'add' })
    await refusal('CONFLICT', () => mend(TOWN))
    dropRow(clerk(), { commandId: newCommand(), batchId: receipt.id, row: 4, reason: '查无此人' })
    expect(getBatchPage(clerk(), receipt.id)).toMatchObject({ waitingRows: 0, setAside: 2 })
    expect(listedPeople(office.writer)).toHaveLength(2)
    await undo(clerk(), receipt.id)
    expect(listedPeople(office.writer)).toEqual([])
  })
})

describe('taking back', () => {
  it('gives back what was before, and the same file can be taken in again', async () => {
    const id = register(clerk(), 1)
    record(clerk(), id, { kind: 'education', level: 'associate' })
    const before = heldFacts(office.writer)
    const people = await importFile(
      clerk(),
      fileOf('residents', [person(1), person(2, { phone: '13912345678' })]),
    )
    const file = fileOf('contributions', [months(1, '2024-01', '2024-03'), months(2, '2024-01', '2024-03')])
    const insured = await importFile(clerk(), file)
    expect(getBatchPage(clerk(), people.id).undoBlocked).toMatch(/有 1 条事实/)
    await refusal('CONFLICT', () => undo(clerk(), people.id))
    await undo(clerk(), insured.id)
    await undo(clerk(), people.id)
    expect(heldFacts(office.writer)).toEqual(before)
    expect(listedPeople(office.writer)).toHaveLength(1)
    expect(raw(office.writer, "SELECT key FROM search_key WHERE key LIKE 'f8765%'")).toEqual([])
    await refusal('CONFLICT', () => undo(clerk(), people.id))
    expect(getBatchPage(clerk(), people.id)).toMatchObject({ undone: { reason: '示例文件有误' } })
    const again = await importFile(
      clerk(),
      fileOf('residents', [person(1), person(2, { phone: '13912345678', town: OTHER_TOWN })]),
    )
    expect(again).toMatchObject({ added: 1, unchanged: 1 })
    expect(listedPeople(office.writer)).toMatchObject([{}, { town: OTHER_TOWN }])
    expect(await importFile(clerk(), file)).toMatchObject({ added: 2 })
  })

  it('brings back what the batch took the place of, through batches taken back before', async () => {
    register(clerk(), 1)
    const permit = (until: string) =>
      fileOf('permits', [[idNumber(1), '示例·第1人', '', '', '2025-07-01', '', until]])
    const first = await importFile(clerk(), permit('2026-06-30'))
    const second = await importFile(clerk(), permit('2026-07-30'))
    const third = await importFile(clerk(), permit('2026-07-31'))
    await undo(clerk(), second.id)
    expect(heldFacts(office.writer)).toMatchObject([{ value: expect.stringContaining('2026-07-31') }])
    await undo(clerk(), third.id)
    expect(heldFacts(office.writer)).toMatchObject([{ value: expect.stringContaining('2026-06-30') }])
    await undo(clerk(), first.id)
    expect(heldFacts(office.writer)).toEqual([])
  })
})

describe('bad files', () => {
  const staging = (text: string | Uint8Array, fileName = '示例文件.csv') =>
    stage(clerk(), { dataset: 'residents', fileName, lines: [[typeof text === 'string' ? text : '']] })

  it('are refused with what to do, and nothing of them is kept', async () => {
    expect((await refusal('BAD_INPUT', () => staging(''))).hint).toBeDefined()
    expect((await refusal('BAD_INPUT', () => staging('姓名,证件号码\n'))).message).toMatch(/没有数据行/)
    expect((await refusal('BAD_INPUT', () => staging('姓名,证件号码\n"示例,1\n'))).at).toMatch(/第 2 行/)
    const late = { ...fileOf('residents', [person(1)]), dataDate: day('2026-06-19') }
    expect((await refusal('BAD_INPUT', () => stage(clerk(), late))).at).toBe('dataDate')
    expect(listedPeople(office.writer)).toEqual([])
  })

  it('a row that cannot be read safely is bad, with the words of the reader', async () => {
    const lines = [HEADERS.residents, person(1), [...person(2), '多出来的内容']]
    const { stageId, preview: seen } = await preview(clerk(), { dataset: 'residents', lines })
    expect(seen).toMatchObject({ add: 1, bad: 1 })
    expect(messages(rowsOf(clerk(), stageId, 'bad')).join()).toMatch(/整行错位/)
  })

  it('the oldest of three staged files is gone, and so is every file after locking', async () => {
    const ids: string[] = []
    for (let serial = 1; serial <= 3; serial += 1) {
      ids.push((await preview(clerk(), fileOf('residents', [person(serial)]))).stageId)
    }
    await refusal('NOT_FOUND', () => rowsOf(clerk(), ids[0] ?? ''))
    expect(rowsOf(clerk(), ids[2] ?? '')).toHaveLength(1)
    clerk().stages?.clear()
    await refusal('NOT_FOUND', () => apply(clerk(), ids[2] ?? ''))
  })
})
