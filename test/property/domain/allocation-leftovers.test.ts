import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  allocateRound,
  holdingsOf,
  leftovers,
  parseRound,
  type Round,
  secondRound,
  verifyRound,
  waitingOrder,
  whoIsNext,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'
import { draws, lists, schools } from './public-rounds.ts'

const KINDS: [string, fc.Arbitrary<Round>][] = [
  ['lists', lists],
  ['draws', draws],
  ['places by wishes', schools],
]

/** Some leave after the run, and the supervisor arranges a place for somebody who was refused or has none. */
function afterwards(round: Round, picks: readonly number[], arranged: number) {
  const result = allocateRound(round, sha256)
  const { places } = holdingsOf(result)
  const left = new Set(picks.flatMap((pick) => round.applicants[pick]?.no ?? []))
  const no = round.applicants[arranged]?.no
  const at = round.places?.[0]?.id
  const hasRoom = leftovers(round, { places, left }).places.some(({ place }) => place === at)
  const held = new Map(places)
  if (no !== undefined && at !== undefined && hasRoom && !left.has(no) && places.get(no) === null)
    held.set(no, at)
  return { result, holdings: { places: held, left } }
}

function totalOf(round: Round): number {
  if (round.mechanism === 'ranked-quota') return round.total
  return (round.places ?? []).reduce((sum, { capacity }) => sum + capacity, 0)
}

/** Equals come in beyond the number. */
function admitsEquals(round: Round): boolean {
  return round.mechanism === 'ranked-quota' && round.equals === 'admit'
}

const leavers = fc.array(fc.nat(13), { minLength: 2, maxLength: 8, size: 'max' })

it.each(KINDS)(
  'a second round gives out what is left and no more, to those who hold nothing: %s',
  (_, kind) => {
    let given = 0
    fc.assert(
      fc.property(kind, leavers, fc.nat(13), (round, picks, arranged) => {
        const { holdings } = afterwards(round, picks, arranged)
        const left = leftovers(round, holdings)
        const holders = round.applicants.filter(
          ({ no }) => !holdings.left.has(no) && (holdings.places.get(no) ?? null) !== null,
        )
        const free = left.places.reduce((sum, place) => sum + place.free, 0)
        const isCounted = round.mechanism !== 'draw' || round.places !== undefined
        if (isCounted) expect(free).toBe(Math.max(0, totalOf(round) - holders.length))
        for (const { free: some, kept = 0 } of left.places) {
          expect(some).toBeGreaterThan(0)
          expect(kept).toBeLessThanOrEqual(some)
        }
        const second = parseRound(secondRound(round, left, { id: '示例第二轮', seed: '示例又一次' }))
        const result = allocateRound(second, sha256, { explain: true })
        expect(verifyRound(second, result, sha256)).toEqual([])
        const seated = result.seats.filter(({ place }) => place !== null)
        given += seated.length
        if (!admitsEquals(second)) expect(seated.length).toBeLessThanOrEqual(free)
        for (const { no } of seated) expect(holders.map((holder) => holder.no)).not.toContain(no)
      }),
      { seed: 2022, numRuns: 300 },
    )
    expect(given).toBeGreaterThan(5)
  },
)

it.each(KINDS)(
  'whoever is offered a place waits for it, holds nothing better, and there is room: %s',
  (_, kind) => {
    let offers = 0
    fc.assert(
      fc.property(kind, leavers, fc.nat(13), (round, picks, arranged) => {
        const { result, holdings } = afterwards(round, picks, arranged)
        const quotas =
          round.mechanism === 'ranked-quota' ? (round.quotas ?? []).map(({ group }) => group) : []
        const free = new Map(leftovers(round, holdings).places.map((place) => [place.place, place.free]))
        for (const freed of [...quotas, ...(round.places ?? []).map(({ id }) => id)]) {
          const next = whoIsNext(round, sha256, { result, holdings, freed })
          if (next === undefined) continue
          offers += 1
          const waiting = waitingOrder(round, sha256, { result, place: next.place, holdings })
          expect(waiting).toContain(next.no)
          expect(holdings.left.has(next.no)).toBe(false)
          if (round.mechanism === 'deferred-acceptance') expect(free.get(freed) ?? 0).toBeGreaterThan(0)
          else if (!admitsEquals(round)) expect(free.size).toBeGreaterThan(0)
        }
      }),
      { seed: 2022, numRuns: 300 },
    )
    expect(offers).toBeGreaterThan(8)
  },
)

it('where equals come in, nobody is offered the place that was arranged for somebody else', () => {
  const round = parseRound({
    ...{ format: 'counter.round/1', id: '示例', mechanism: 'ranked-quota', seed: '示例', total: 1 },
    order: [
      { key: 'points', dir: 'desc' },
      { key: 'ticket', dir: 'asc' },
    ],
    equals: 'admit',
    applicants: [90, 80, 80, 10].map((points, index) => ({ no: `T-${index}`, points, consent: index < 3 })),
  })
  const result = allocateRound(round, sha256)
  const left = new Set(['T-0'])
  const offered = (places: ReadonlyMap<string, string | null>) =>
    whoIsNext(round, sha256, { result, holdings: { places, left }, freed: 'city' })?.no
  expect(['T-1', 'T-2']).toContain(offered(holdingsOf(result).places))
  expect(offered(new Map([['T-3', 'city']]))).toBeUndefined()
})
