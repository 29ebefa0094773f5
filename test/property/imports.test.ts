import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServiceContext } from '#electron/services/context.ts'
import { YearMonth } from '#shared/base/year-month.ts'
import {
  fileOf,
  heldFacts,
  importFile,
  listedPeople,
  type TestFile,
  undo,
} from '#test/services/imports/import-files.ts'
import { copiesOf, type OfficeCopies } from '#test/services/imports/office-copies.ts'
import { day, idNumber, OTHER_TOWN, record, register, TOWN } from '#test/services/test-people.ts'

let copies: OfficeCopies
beforeAll(async () => {
  copies = await copiesOf(settle)
})
afterAll(() => copies.close())

const PEOPLE = 4
const who = fc.integer({ min: 1, max: PEOPLE })
const number = (serial: number) => [idNumber(serial), `示例·第${serial}人`] as const
const month = fc
  .integer({ min: 2024 * 12, max: 2024 * 12 + 17 })
  .map((n) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`)

const months = fc
  .tuple(
    who,
    fc.constantFrom('养老保险', '公积金'),
    month,
    fc.option(month),
    fc.constantFrom('正常', '补缴', '转入', '未缴'),
  )
  .map(([serial, fund, from, to, status]) => [...number(serial), fund, from, to ?? '', status])
const date = fc.constantFrom('', '2020-01-01', '2020-07-01', '2025-06-20', '2026-06-20', '2020-02-30')
const permit = fc
  .tuple(who, date, date, date, date)
  .map(([serial, ...dates]) => [...number(serial), 'JZZ1', ...dates])
const person = fc
  .tuple(
    fc.integer({ min: 1, max: PEOPLE + 3 }),
    fc.constantFrom('', '13900000001'),
    fc.constantFrom(TOWN, OTHER_TOWN, ''),
  )
  .map(([serial, phone, town]) => [`示例·第${serial}人`, idNumber(serial), phone, town])
const offence = fc
  .tuple(
    who,
    fc.constantFrom('行政', '失信'),
    fc.constantFrom('示例1号', '示例2号'),
    fc.constantFrom('2024-01-01', '2025-01-01'),
  )
  .map(([serial, ...cells]) => [...number(serial), ...cells])

const rows = <Row>(row: fc.Arbitrary<Row>) => fc.array(row, { minLength: 1, maxLength: 12 })
const file: fc.Arbitrary<TestFile> = fc
  .tuple(
    fc.oneof(
      rows(months).map((lines) => fileOf('contributions', lines)),
      rows(permit).map((lines) => fileOf('permits', lines)),
      rows(person).map((lines) => fileOf('residents', lines)),
      rows(offence).map((lines) => fileOf('offences', lines)),
    ),
    fc.constantFrom('公安', '人社'),
    fc.constantFrom('2026-05-01', '2026-06-01'),
  )
  .map(([made, department, dataDate]) => ({
    ...made,
    department: department as '公安' | '人社',
    dataDate: day(dataDate),
  }))

/** People whom a clerk registered, some of them with facts of the clerk's own. */
function settle(clerk: ServiceContext): void {
  for (let serial = 1; serial <= PEOPLE; serial += 1) {
    const id = register(clerk, serial)
    if (serial % 2 === 0) record(clerk, id, { kind: 'residence', registeredOn: day('2020-01-01') })
    if (serial === 2) {
      const from = YearMonth.parse('2024-03')
      record(clerk, id, { kind: 'contribution', fund: 'pension', from, months: 'PB-T' })
    }
  }
}

const RUNS = { numRuns: 40 }

test('importing a file twice equals importing it once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 2 }), file, async (earlier, twice) => {
      const clerk = copies.fresh()
      for (const each of earlier) await importFile(clerk, each, 'setAside')
      const first = await importFile(clerk, twice, 'setAside')
      const held = heldFacts(clerk.reader)
      const people = listedPeople(clerk.reader)
      const second = await importFile(clerk, twice, 'setAside')
      expect(heldFacts(clerk.reader)).toEqual(held)
      expect(listedPeople(clerk.reader)).toEqual(people)
      expect(second).toMatchObject({ added: 0, differing: 0, rows: first.rows })
    }),
    RUNS,
  )
}, 60_000)

test('taking an import back leaves what held before it, and it can be taken in again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 2 }), file, async (earlier, undone) => {
      const clerk = copies.fresh()
      for (const each of earlier) await importFile(clerk, each, 'setAside')
      const held = heldFacts(clerk.reader)
      const people = listedPeople(clerk.reader)
      const { id, added, unchanged, differing } = await importFile(clerk, undone, 'setAside')
      const then = heldFacts(clerk.reader)
      await undo(clerk, id)
      expect(heldFacts(clerk.reader)).toEqual(held)
      expect(listedPeople(clerk.reader)).toEqual(people)
      expect(await importFile(clerk, undone, 'setAside')).toMatchObject({ added, unchanged, differing })
      expect(heldFacts(clerk.reader)).toEqual(then)
    }),
    RUNS,
  )
}, 60_000)
