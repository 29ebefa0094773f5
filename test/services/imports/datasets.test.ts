import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getBatchPage } from '#electron/services/imports/batches.ts'
import { connection } from '#electron/store/connection.ts'
import { rows as raw, refusal } from '#test/store/harness.ts'
import { openTestOffice, type TestOffice } from '../test-office.ts'
import { day, idNumber, OTHER_TOWN, record, register, TOWN, uscc } from '../test-people.ts'
import {
  apply,
  check,
  fileOf,
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

describe('a list of residents', () => {
  it('adds who is new, leaves who is known and refuses what differs', async () => {
    register(clerk(), 1)
    const file = fileOf('residents', [
      person(1),
      person(2, { phone: '139 1234 5678' }),
      person(1, { name: '示例·别人' }),
      person(3, { town: '火星镇' }),
      ['示例·第4人', `${idNumber(4).slice(0, 17)}A`, '', TOWN],
    ])
    const { stageId, preview: seen } = await preview(clerk(), file)
    expect(seen).toMatchObject({ rows: 5, add: 1, unchanged: 0, bad: 4 })
    expect(rowsOf(clerk(), stageId, 'bad').map(({ row }) => row)).toEqual([2, 4, 5, 6])
    expect(messages(rowsOf(clerk(), stageId, 'bad')).join()).toMatch(
      /同一个人的同一件事.*受理范围.*只能有数字/s,
    )
    expect(JSON.stringify(rowsOf(clerk(), stageId))).not.toMatch(/13912345678|139 1234 5678|522121199001010/)
    await refusal('BAD_INPUT', () => apply(clerk(), stageId))
    expect(listedPeople(office.writer)).toHaveLength(1)
    const { batchId = '' } = await apply(clerk(), stageId, { badRows: 'setAside' })
    expect(getBatchPage(clerk(), batchId)).toMatchObject({ rows: 5, added: 1, setAside: 4, waitingRows: 4 })
    expect(listedPeople(office.writer)).toMatchObject([{}, { phone: '13912345678', town: TOWN }])
    const keys = raw(office.writer, "SELECT key FROM search_key WHERE key LIKE 'f%'")
    expect(keys).toContainEqual({ key: 'f87654321931' })
  })

  it('never overwrites a person: another telephone or town is refused with the remedy', async () => {
    register(clerk(), 1)
    const file = fileOf('residents', [person(1, { phone: '13900000001', town: OTHER_TOWN })])
    const { stageId } = await preview(clerk(), file)
    expect(messages(rowsOf(clerk(), stageId, 'bad'))).toEqual([
      expect.stringMatching(/手机号不同.*居民页更正/),
      expect.stringMatching(/镇街不同.*居民页更正/),
    ])
  })

  it('warns of a namesake born on the same day and notes the two as suspects', async () => {
    register(clerk(), 1)
    const file = fileOf('residents', [person(2, { name: '示例·第1人' }), person(3)])
    const { preview: seen, stageId } = await preview(clerk(), file)
    expect(seen).toMatchObject({ add: 2, warnings: 1 })
    await apply(clerk(), stageId)
    expect(raw(office.writer, 'SELECT first, second, state FROM duplicate_pair')).toEqual([
      { first: 1, second: 2, state: 'open' },
    ])
  })
})

describe('months of insurance', () => {
  beforeEach(() => {
    for (const serial of [1, 2]) register(clerk(), serial)
  })

  it('puts the rows of a person and fund together, one statement a run', async () => {
    const file = fileOf('contributions', [
      months(1, '2024-01', '2024-03'),
      months(1, '202404', '', '补缴'),
      months(1, '2024年6月', '2024/7'),
      months(1, '2024-01', '2024-12', '正常缴存', '公积金'),
    ])
    expect(await importFile(clerk(), file)).toMatchObject({ rows: 4, added: 4, differing: 0 })
    expect(heldFacts(office.writer).map((fact) => (fact as { value: string }).value)).toEqual([
      '{"kind":"contribution","fund":"housingFund","from":"2024-01","months":"PPPPPPPPPPPP"}',
      '{"kind":"contribution","fund":"pension","from":"2024-01","months":"PPPB"}',
      '{"kind":"contribution","fund":"pension","from":"2024-06","months":"PP"}',
    ])
    const again = await importFile(clerk(), file)
    expect(again).toMatchObject({ rows: 4, added: 0, unchanged: 4, differing: 0 })
    const longer = fileOf('contributions', [
      months(1, '2024-01', '2024-05', '未缴'),
      months(2, '2024-01', ''),
    ])
    const { stageId, preview: seen } = await preview(clerk(), longer)
    expect(seen).toMatchObject({ add: 2 })
    await apply(clerk(), stageId)
  })

  it('claims only the months that a person accepted otherwise, and does not ask twice', async () => {
    const [seq] = [raw(office.writer, 'SELECT id FROM resident WHERE seq = 1')[0]]
    record(clerk(), String(seq?.id), {
      kind: 'contribution',
      fund: 'pension',
      from: '2024-02',
      months: 'BB',
    } as never)
    const file = fileOf('contributions', [months(1, '2024-01', '2024-04')])
    const receipt = await importFile(clerk(), file)
    expect(receipt).toMatchObject({ added: 0, differing: 1, waitingDifferences: 1 })
    const facts = raw(
      office.writer,
      "SELECT slot, state FROM fact WHERE kind = 'contribution' AND origin = 'feed'",
    )
    expect(facts).toEqual([
      { slot: 'pension 2024-01 1', state: 'accepted' },
      { slot: 'pension 2024-02 2', state: 'claimed' },
      { slot: 'pension 2024-04 1', state: 'accepted' },
    ])
    expect(await importFile(clerk(), file)).toMatchObject({ added: 0, unchanged: 1, differing: 0 })
  })

  it('refuses rows that contradict one another, months to come and people nobody knows', async () => {
    const file = fileOf('contributions', [
      months(1, '2024-01', '2024-03'),
      months(1, '2024-03', '2024-05', '未缴'),
      months(1, '2025-01', '2025-02'),
      months(2, '2026-05', '2026-07'),
      months(2, '2024-05', '2024-01'),
      months(9, '2024-01', '2024-02'),
      [idNumber(2), '示例·第1人', '养老保险', '2024-01', '', '正常'],
      months(2, '2024-13', ''),
    ])
    const { stageId, preview: seen } = await preview(clerk(), file)
    expect(seen).toMatchObject({ add: 1, bad: 7 })
    const words = rowsOf(clerk(), stageId, 'bad').map(({ row, findings }) => `${row} ${findings[0]?.message}`)
    expect(words).toEqual([
      expect.stringMatching(/^2 与第 3 行/),
      expect.stringMatching(/^3 与第 2 行/),
      expect.stringMatching(/^5 .*还没有到/),
      expect.stringMatching(/^6 .*早于起始/),
      expect.stringMatching(/^7 .*还没有登记/),
      expect.stringMatching(/^8 .*姓名不符/),
      expect.stringMatching(/^9 .*年月不存在/),
    ])
  })
})

describe('permits', () => {
  const permit = (issued: string, until: string, registered = '2020-01-01') => [
    idNumber(1),
    '示例·第1人',
    'JZZ0001',
    registered,
    issued,
    issued,
    until,
  ]
  beforeEach(() => void register(clerk(), 1))

  it('are three facts; a newer file of the same department takes their place, another one claims', async () => {
    await importFile(clerk(), fileOf('permits', [permit('2025-07-01', '2026-06-30')]))
    expect(heldFacts(office.writer)).toHaveLength(3)
    const newer = { ...fileOf('permits', [permit('2025-08-01', '2026-07-31')]), dataDate: day('2026-06-10') }
    expect(await importFile(clerk(), newer)).toMatchObject({ added: 1 })
    expect(raw(office.writer, "SELECT state FROM fact WHERE kind = 'permit' ORDER BY seq")).toEqual([
      { state: 'superseded' },
      { state: 'accepted' },
    ])
    const other = { ...fileOf('permits', [permit('2025-07-02', '2026-07-01')]), department: '住建' as const }
    expect(await importFile(clerk(), other)).toMatchObject({ differing: 1 })
    expect(raw(office.writer, "SELECT key FROM search_key WHERE key LIKE 'm%'")).toEqual([
      { key: 'mJZZ0001' },
    ])
  })

  it('an older file of the same department does not take the place of newer data', async () => {
    await importFile(clerk(), fileOf('permits', [permit('2025-08-01', '2026-07-31')]))
    const older = { ...fileOf('permits', [permit('2025-07-01', '2026-06-30')]), dataDate: day('2026-05-01') }
    expect(await importFile(clerk(), older)).toMatchObject({ differing: 1, added: 0 })
  })

  it('before the registration are refused, also against what is registered', async () => {
    const { stageId } = await preview(clerk(), fileOf('permits', [permit('2019-07-01', '2020-06-30')]))
    expect(messages(rowsOf(clerk(), stageId, 'bad')).join()).toMatch(/签发日期早于居住登记日期/)
    await importFile(clerk(), fileOf('permits', [permit('2025-07-01', '2026-06-30')]))
    const bare = fileOf('permits', [permit('2019-07-01', '2020-06-30', '')])
    expect((await preview(clerk(), bare)).preview).toMatchObject({ bad: 1 })
  })
})

describe('offences and employers', () => {
  it('are told once by document and by code', async () => {
    register(clerk(), 1)
    const offence = [idNumber(1), '示例·第1人', '行政处罚', '示例公决字〔2024〕第1号', '2024-06-18']
    expect(await importFile(clerk(), fileOf('offences', [offence, offence]))).toMatchObject({
      added: 1,
      unchanged: 1,
    })
    const employer = (union: string) => fileOf('employers', [[uscc(), '示例轴承厂', TOWN, union]])
    expect(await importFile(clerk(), employer('是'))).toMatchObject({ added: 1 })
    expect(await importFile(clerk(), employer(''))).toMatchObject({ added: 0, unchanged: 1 })
    const changed = await importFile(clerk(), employer('否'))
    expect(changed).toMatchObject({ added: 1 })
    await undo(clerk(), changed.id)
    expect(raw(office.writer, 'SELECT unionised, state FROM employer ORDER BY seq')).toEqual([
      { unionised: 1, state: 'accepted' },
      { unionised: 0, state: 'rejected' },
    ])
  })
})

describe('a decision stays', () => {
  it('what a clerk rejected is not raised again, and what waits is not claimed twice', async () => {
    const id = register(clerk(), 1)
    record(clerk(), id, { kind: 'residence', registeredOn: day('2020-01-01') })
    const file = fileOf('permits', [[idNumber(1), '示例·第1人', '', '2019-05-05', '', '', '']])
    expect(await importFile(clerk(), file)).toMatchObject({ differing: 1 })
    expect(await importFile(clerk(), file)).toMatchObject({ differing: 0, unchanged: 1 })
    office.writer[connection].database.exec(
      `INSERT INTO fact_event (fact, event, reason, account_id, at)
        SELECT 2, 'reject', '示例', id, '2026-06-18T02:00:00.000Z' FROM account LIMIT 1;
        UPDATE fact SET state = 'rejected' WHERE seq = 2`,
    )
    expect(await importFile(clerk(), file)).toMatchObject({ differing: 0, unchanged: 1 })
  })
})

describe('columns', () => {
  it('are remembered for the department once a file was taken in', async () => {
    const lines = [
      ['谁', '号', '街'],
      ['示例·第1人', idNumber(1), TOWN],
    ]
    const first = await stage(clerk(), { dataset: 'residents', lines })
    expect(first).toMatchObject({ remembered: false, matching: {} })
    expect(first.findings.filter(({ severity }) => severity === 'bad')).toHaveLength(3)
    await refusal('BAD_INPUT', () => check(clerk(), first))
    const matching = { name: '谁', idNumber: '号', town: '街' }
    expect(await check(clerk(), { ...first, matching })).toMatchObject({ add: 1 })
    await apply(clerk(), first.stageId)
    expect(await stage(clerk(), { dataset: 'residents', lines })).toMatchObject({
      remembered: true,
      matching,
      sameFile: [{ undone: false }],
    })
  })

  it('used twice or not in the file are refused', async () => {
    const staged = await stage(clerk(), fileOf('residents', [person(1)]))
    const twice = { ...staged.matching, phone: '姓名' }
    expect((await refusal('BAD_INPUT', () => check(clerk(), { ...staged, matching: twice }))).at).toBe(
      'matching',
    )
    const missing = { ...staged.matching, name: '名字' }
    const at = (await refusal('BAD_INPUT', () => check(clerk(), { ...staged, matching: missing }))).at
    expect(at).toBe('matching.name')
  })
})
