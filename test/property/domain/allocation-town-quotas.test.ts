import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  allocateRankedQuota,
  RankedQuotaRound,
  selectByTown,
  type TownList,
  type TownPlaces,
  ticketOf,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'

const TOWNS = ['town-0', 'town-1', 'town-2']
const list = fc.array(
  fc.record({ points: fc.nat(8), town: fc.nat(TOWNS.length - 1), consent: fc.boolean() }),
  { maxLength: 40, size: 'max' },
)
const places = fc.record({
  quotas: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((counts) => Int32Array.from(counts)),
  open: fc.nat(6),
  reverts: fc.boolean(),
})

type Person = { points: number; town: number; consent: boolean }

function numberOf(index: number): string {
  return `T-${String(index).padStart(3, '0')}`
}

function roundOf(people: readonly Person[], { quotas, open, reverts }: TownPlaces): RankedQuotaRound {
  return RankedQuotaRound.parse({
    format: 'counter.round/1',
    id: 'TOWNS',
    mechanism: 'ranked-quota',
    order: [
      { key: 'points', dir: 'desc' },
      { key: 'ticket', dir: 'asc' },
    ],
    seed: 'towns',
    quotas: TOWNS.map((group, town) => ({ group, places: quotas[town] })),
    total: quotas.reduce((sum, quota) => sum + quota, open),
    reversion: reverts ? 'city-order' : 'none',
    applicants: people.map(({ points, town, consent }, index) => ({
      ...{ no: numberOf(index), points, group: TOWNS[town], consent },
    })),
  })
}

function listOf(people: readonly Person[]): TownList {
  const tickets = people.map((_, index) => ticketOf('towns', numberOf(index), sha256))
  return {
    towns: Uint8Array.from(people, ({ town }) => town),
    points: Int32Array.from(people, ({ points }) => points),
    consents: Uint8Array.from(people, ({ consent }) => (consent ? 1 : 0)),
    settle: (one, other) => ((tickets[one] ?? '') < (tickets[other] ?? '') ? -1 : 1),
  }
}

it('one reading selects whom the ranked list admits, on the same places', () => {
  fc.assert(
    fc.property(list, places, (people, plan) => {
      const { seats } = allocateRankedQuota(roundOf(people, plan), sha256)
      const on = (kind: string) => seats.flatMap((seat, index) => (seat.kind === kind ? [index] : []))
      const selected = selectByTown(listOf(people), plan)
      expect(selected.quota.flat().toSorted((one, other) => one - other)).toEqual(on('quota'))
      expect(selected.open.toSorted((one, other) => one - other)).toEqual(on('open'))
    }),
    { numRuns: 300 },
  )
})
