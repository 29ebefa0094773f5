import { expect, it } from 'vitest'
import { allocateRound, parseRound } from '#shared/domain/allocation/index.ts'
import { sha256 } from './support.ts'

/** P falls from S1 to S2, there stands before T by class, and so pushes T to S1, whose cut-off T then is. */
function placed(pointsOfP: number) {
  const round = parseRound({
    format: 'counter.round/1',
    id: '示例',
    mechanism: 'deferred-acceptance',
    order: [
      { key: 'class', dir: 'asc' },
      { key: 'points', dir: 'desc' },
      { key: 'ticket', dir: 'asc' },
    ],
    seed: '示例种子',
    places: [
      { id: 'S1', capacity: 1 },
      { id: 'S2', capacity: 1 },
    ],
    applicants: [
      {
        no: 'P',
        points: pointsOfP,
        wishes: [
          { place: 'S1', class: 1 },
          { place: 'S2', class: 1 },
        ],
      },
      {
        no: 'T',
        points: 25,
        wishes: [
          { place: 'S2', class: 2 },
          { place: 'S1', class: 1 },
        ],
      },
      { no: 'X', points: 10, wishes: [{ place: 'S1', class: 1 }] },
    ],
  })
  const { seats } = allocateRound(round, sha256, { explain: true })
  return { places: seats.map(({ place }) => place), why: seats[0]?.why }
}

it('less than what is told to be enough may do where whoever stays pushes nobody to the place', () => {
  const { places, why } = placed(5)
  expect(places).toEqual(['S2', 'S1', null])
  const [{ enough = 0, cutoff } = {}] = why ?? []
  expect(cutoff).toBe(25)
  expect(placed(5 + enough).places[0]).toBe('S1')
  expect(placed(11).places).toEqual(['S1', 'S2', null])
})
