import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlaceView } from '#shared/ipc/rounds.ts'
import {
  fillLook,
  fillShare,
  fillText,
  groupByTown,
  NO_TOWN,
  placesData,
  placesWithRoom,
  roomText,
  waitedForText,
} from '../../../renderer/src/tasks/rounds/place-groups.ts'
import {
  changeSearch,
  readRoundSearch,
  seatFilters,
} from '../../../renderer/src/tasks/rounds/round-search.ts'

function place(id: string, town: string | null, filled: number, capacity: number): PlaceView {
  return {
    id,
    name: `示例小学${id}`,
    town,
    capacity,
    filled,
    accepted: 0,
    wished: filled + 3,
    wishedFirst: filled + 1,
    cutoffText: '最后一名 90.00 分',
  }
}

const PLACES = [
  place('1', '浒山街道', 40, 40),
  place('2', '宗汉街道', 10, 30),
  place('3', '浒山街道', 0, 20),
  place('4', null, 5, 5),
]

test('places stand by town in the order in which the towns come, with their sums', () => {
  const groups = groupByTown(PLACES)
  expect(groups.map(({ town, places }) => [town, places.map(({ id }) => id)])).toEqual([
    ['浒山街道', ['1', '3']],
    ['宗汉街道', ['2']],
    [NO_TOWN, ['4']],
  ])
  expect(groups[0]).toMatchObject({ capacity: 60, filled: 40, wished: 46, wishedFirst: 42 })
})

test('grouping loses no place and no number', () => {
  const anyPlace = fc
    .record({
      id: fc.uuid(),
      town: fc.constantFrom('甲镇', '乙镇', null),
      filled: fc.nat(50),
      free: fc.nat(9),
    })
    .map(({ id, town, filled, free }) => place(id, town, filled, filled + free))
  fc.assert(
    fc.property(fc.array(anyPlace, { maxLength: 40 }), (places) => {
      const groups = groupByTown(places)
      const ids = groups.flatMap((group) => group.places.map(({ id }) => id))
      expect(ids.sort()).toEqual(places.map(({ id }) => id).sort())
      const filled = (rows: readonly { filled: number }[]) => rows.reduce((sum, row) => sum + row.filled, 0)
      expect(filled(groups)).toBe(filled(places))
    }),
  )
})

test('how full is said in words, at each boundary', () => {
  const words = (filled: number, capacity: number) => [
    fillText({ filled, capacity }),
    fillLook({ filled, capacity }),
    fillShare({ filled, capacity }),
  ]
  expect(words(0, 0)).toEqual(['没有名额', 'none', 0])
  expect(words(0, 4)).toEqual(['余 4', 'none', 0])
  expect(words(3, 4)).toEqual(['余 1', 'part', 0.75])
  expect(words(4, 4)).toEqual(['已满', 'full', 1])
  expect(words(6, 4)).toEqual(['已满，同分多录 2', 'full', 1])
})

test('the picture has a bar a place, and a bar a town where there are too many places', () => {
  const few = placesData(PLACES)
  expect(few.categories).toEqual(PLACES.map(({ name }) => name))
  expect(few.series.map(({ values }) => values)).toEqual([
    [40, 10, 0, 5],
    [0, 20, 20, 0],
  ])
  const many = Array.from({ length: 31 }, (_, index) =>
    place(String(index), index < 20 ? '浒山街道' : '宗汉街道', 1, 2),
  )
  const towns = placesData(many)
  expect(towns.categories).toEqual(['浒山街道', '宗汉街道'])
  expect(towns.series[0]?.values).toEqual([20, 11])
})

test('the filter of an address is read strictly and leaves out what is none', () => {
  expect(readRoundSearch({ result: 'all', town: '', place: 7, other: 'x' })).toEqual({})
  expect(readRoundSearch({ result: 'waiting', town: '浒山街道', place: '1' })).toEqual({
    result: 'waiting',
    town: '浒山街道',
    place: '1',
  })
  expect(changeSearch({ result: 'seated', place: '1' }, 'place', '')).toEqual({ result: 'seated' })
  expect(changeSearch({}, 'town', '宗汉街道')).toEqual({ town: '宗汉街道' })
  expect(seatFilters('r', { result: 'waiting', place: '1' })).toEqual({
    roundId: 'r',
    seated: false,
    place: '1',
  })
  expect(seatFilters('r', {})).toEqual({ roundId: 'r' })
})

test('somebody is arranged into places of the plan with room, a single list being one whatever towns it kept', () => {
  const planned = (id: string) => ({ id, name: `示例${id}`, town: null, capacity: 9 })
  const leftovers = (...places: [string, number][]) => ({
    places: places.map(([id, free]) => ({ id, name: `示例${id}`, free, waiting: 0, callFirst: false })),
  })
  const schools = { places: [planned('s1'), planned('s2')] }
  expect(placesWithRoom(schools, leftovers(['s1', 0], ['s2', 3]))).toEqual([
    { id: 's2', name: '示例s2', free: 3, waiting: 0, callFirst: false },
  ])
  const single = { places: [planned('city')] }
  expect(placesWithRoom(single, leftovers(['浒山街道', 1], ['city', 2]))).toEqual([
    { id: 'city', name: '示例city', free: 3, waiting: 0, callFirst: false },
  ])
  expect(placesWithRoom(single, leftovers())).toEqual([])
})

test('a place that others wait for says so before anybody is placed there', () => {
  const room = { id: 's1', name: '示例小学', free: 3, waiting: 0, callFirst: false }
  expect(roomText(room)).toBe('示例小学（余 3，没有人候补）')
  expect(roomText({ ...room, waiting: 2 })).toBe('示例小学（余 3，2 人候补）')
  const waited = { ...room, waiting: 2, callFirst: true }
  expect(roomText(waited)).toBe('示例小学（余 3，2 人候补，应先递补）')
  expect(waitedForText(waited)).toMatch(/有 2 人候补.*现在不能统筹安排/)
  expect(waitedForText({ ...waited, callFirst: false })).not.toMatch(/不能/)
})
