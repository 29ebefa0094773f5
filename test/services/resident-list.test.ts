import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Asked, windowSeqs } from '#electron/services/list-order.ts'
import { listResidents } from '#electron/services/resident-search.ts'
import { keepSearchKeys } from '#electron/services/search-keys.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore, type Reader } from '#electron/store/database.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { countListed, listStalePoints, saveResidentPoints } from '#electron/store/tables/resident-list.ts'
import { insertResident, updateResident } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { ResidentListRequest } from '#shared/ipc/residents.ts'
import { LOGINS, openTestOffice, PASSWORD, type TestOffice } from './test-office.ts'
import { day, idNumber, OTHER_TOWN, TOWN } from './test-people.ts'

let office: TestOffice
let reader: Reader
beforeEach(async () => {
  office = await openTestOffice()
  const { store, keys } = storePaths(office.folder)
  const key = await unlockSlot(keys, LOGINS.clerk, PASSWORD)
  reader = openStore({ path: store, key, mode: 'read', keyProven: true })
})
afterEach(() => {
  closeStore(reader)
  office.close()
})

type Row = {
  seq: number
  name: string
  town: string
  points: number | null
  complete: boolean
  registeredAt: string
  listed: boolean
}

const row = fc.record({
  name: fc.constantFrom('单示例', '示例', '示例一', '示例二', '曾示例', '查示例'),
  town: fc.constantFrom(TOWN, OTHER_TOWN),
  points: fc.option(fc.integer({ min: 0, max: 5 }).map((points) => points * 50)),
  complete: fc.boolean(),
  registeredAt: fc.integer({ min: 1, max: 5 }).map((hour) => `2026-06-18T0${hour}:00:00.000Z`),
  listed: fc.boolean(),
})
const question = fc.record({
  text: fc.constantFrom('', 'shi', '一'),
  filters: fc.record(
    { town: fc.constantFrom(TOWN, OTHER_TOWN), complete: fc.boolean() },
    { requiredKeys: [] },
  ),
  sort: fc.record({
    key: fc.constantFrom('name' as const, 'town' as const, 'points' as const, 'registeredAt' as const),
    descending: fc.boolean(),
  }),
})
type Question = { text: string; filters: { town?: string; complete?: boolean }; sort: Asked['sort'] }

let serial = 0
function insert(made: Omit<Row, 'seq'>): Row {
  serial += 1
  const seq = transaction(office.writer, (tx) => {
    const inserted = insertResident(tx, {
      id: randomUUID(),
      name: made.name,
      id_number: idNumber(serial % 1000, `19${String(10 + Math.floor(serial / 1000)).padStart(2, '0')}0101`),
      sex: '男',
      birth: day('1990-01-01'),
      phone: null,
      town: made.town,
      registered_at: made.registeredAt,
      registered_by: office.as('clerk').account.accountId,
      points_x100: made.points,
      complete: made.complete ? 1 : 0,
      listed: made.listed ? 1 : 0,
    })
    keepSearchKeys(tx, inserted)
    return inserted
  })
  return { ...made, seq }
}

/** How names stand in a register by pinyin. */
const NAMES = ['单示例', '示例', '示例二', '示例一', '曾示例', '查示例']
const TEXTS: Record<string, readonly string[]> = { '': NAMES, shi: NAMES, 一: ['示例一'] }

function inOrder(rows: readonly Row[], { text, filters, sort }: Question): number[] {
  const place = ({ name }: Row) => NAMES.indexOf(name)
  const compare = {
    name: (left: Row, right: Row) => place(left) - place(right),
    town: (left: Row, right: Row) =>
      Buffer.compare(Buffer.from(left.town), Buffer.from(right.town)) || place(left) - place(right),
    points: (left: Row, right: Row) => (left.points ?? 0) - (right.points ?? 0),
    registeredAt: (left: Row, right: Row) =>
      left.registeredAt < right.registeredAt ? -1 : Number(left.registeredAt > right.registeredAt),
  }[sort.key]
  const isLast = ({ points }: Row) => Number(sort.key === 'points' && points === null)
  const sign = sort.descending ? -1 : 1
  return rows
    .filter(({ listed, name }) => listed && TEXTS[text]?.includes(name))
    .filter(({ town }) => filters.town === undefined || town === filters.town)
    .filter(({ complete }) => filters.complete === undefined || complete === filters.complete)
    .toSorted(
      (left, right) => isLast(left) - isLast(right) || sign * (compare(left, right) || left.seq - right.seq),
    )
    .map(({ seq }) => seq)
}

test('the windows of any question, put together, are the whole list in order; also after changes', () => {
  const rows: Row[] = []
  const windows = (asked: Question, limit: number, topRows: number) => {
    const matching =
      asked.text === ''
        ? null
        : () => rows.filter(({ name }) => TEXTS[asked.text]?.includes(name)).map(({ seq }) => seq)
    const seqs: number[] = []
    for (let offset = 0, total = 1; offset < total; offset += limit) {
      const answer = snapshot(reader, () =>
        windowSeqs(reader, { ...asked, matching }, { offset, limit }, topRows),
      )
      total = answer.total
      seqs.push(...answer.seqs)
      expect(answer.seqs.length).toBe(Math.min(limit, Math.max(0, total - offset)))
    }
    return seqs
  }
  const step = fc.record({
    added: fc.array(row, { maxLength: 4 }),
    points: fc.option(fc.integer({ min: 0, max: 5 })),
    asked: fc.array(question, { minLength: 1, maxLength: 6 }),
    limit: fc.integer({ min: 1, max: 7 }),
    topRows: fc.constantFrom(0, 3, 2000),
  })
  fc.assert(
    fc.property(step, ({ added, points, asked, limit, topRows }) => {
      for (const made of added) rows.push(insert(made))
      const [first] = rows
      if (first !== undefined && points !== null) {
        first.points = points * 50
        first.town = points % 2 === 0 ? TOWN : OTHER_TOWN
        first.listed = points !== 5
        transaction(office.writer, (tx) =>
          updateResident(tx, first.seq, {
            points_x100: points * 50,
            town: first.town,
            listed: first.listed ? 1 : 0,
          }),
        )
      }
      for (const each of asked)
        expect(windows(each as Question, limit, topRows)).toEqual(inOrder(rows, each as Question))
    }),
    { numRuns: 60 },
  )
})

const WINDOW: ResidentListRequest = {
  text: '',
  filters: {},
  sort: { key: 'points', descending: false },
  offset: 0,
  limit: 200,
}
const SOMEBODY = {
  name: '示例',
  town: TOWN,
  complete: false,
  listed: true,
  registeredAt: '2026-06-18T01:00:00.000Z',
}

test('points that are not known come last in both directions, and are shown as not known', () => {
  const context = { ...office.as('clerk'), reader }
  const packId = 'pack'
  const [none, most, least] = [null, 300, 100].map((points) => insert({ ...SOMEBODY, points }))
  transaction(office.writer, (tx) => {
    for (const [person, pointsX100] of [
      [most, 300],
      [least, 100],
    ] as const) {
      saveResidentPoints(tx, person?.seq ?? 0, {
        day: { on: day('2026-06-18'), packId },
        pointsX100,
        complete: true,
      })
    }
  })
  const shown = (descending: boolean) =>
    listResidents(context, { ...WINDOW, sort: { key: 'points', descending } }).rows.map(
      ({ pointsX100, pointsOn }) => [pointsX100, pointsOn],
    )
  expect(none?.points).toBeNull()
  expect(shown(false)).toEqual([
    [100, '2026-06-18'],
    [300, '2026-06-18'],
    [null, null],
  ])
  expect(shown(true)).toEqual([
    [300, '2026-06-18'],
    [100, '2026-06-18'],
    [null, null],
  ])
})

test('what the writer commits is in the next window of the reader, and an order is kept until then', () => {
  const context = { ...office.as('clerk'), reader }
  insert({ ...SOMEBODY, points: 100 })
  const asked: Asked = { filters: {}, sort: { key: 'points', descending: false }, text: '', matching: null }
  const far = () => snapshot(reader, () => windowSeqs(reader, asked, { offset: 0, limit: 10 }, 0))
  expect(far().total).toBe(1)
  insert({ ...SOMEBODY, points: 50 })
  expect(far().total).toBe(2)
  expect(far().seqs).toEqual(listResidents(context, WINDOW).rows.length === 2 ? [2, 1] : [])
  expect(countListed(reader, { town: TOWN })).toBe(2)
  expect(countListed(reader, { town: OTHER_TOWN })).toBe(0)
})

test('residents whose points are of another day or pack are due, those never computed first', () => {
  const packId = 'pack'
  const on = day('2026-06-18')
  const people = [1, 2, 3, 4, 5].map(() => insert({ ...SOMEBODY, points: null }))
  const days = [
    { on, packId },
    { on: day('2026-06-17'), packId },
    { on, packId: 'a' },
    { on, packId: 'z' },
  ]
  transaction(office.writer, (tx) => {
    for (const [index, kept] of days.entries()) {
      saveResidentPoints(tx, people[index]?.seq ?? 0, { day: kept, pointsX100: 0, complete: false })
    }
  })
  const due = (limit: number) =>
    listStalePoints(reader, { on, packId }, limit).map(({ seq }) =>
      people.findIndex((person) => person.seq === seq),
    )
  expect(due(10)).toEqual([4, 1, 2, 3])
  expect(due(2)).toEqual([4, 1])
})
