import process from 'node:process'
import { selectByTown, type TownList } from '#shared/domain/allocation/town-quotas.ts'
import { generator } from './allocation-city.ts'
import { medians, report } from './measure.ts'

/** Fifty places, kept for eighteen towns and open to the city, against reading town, points and consent of everybody. */
const count = Number(process.argv[2])
const TOWNS = 18
const random = generator(20220628)
const tickets = Uint32Array.from({ length: count }, () => Math.floor(random() * 2 ** 32))
const list: TownList = {
  towns: Uint8Array.from({ length: count }, () => Math.floor(random() * TOWNS)),
  points: Int32Array.from({ length: count }, () => Math.floor(random() * 15_000)),
  consents: Uint8Array.from({ length: count }, () => (random() < 0.8 ? 1 : 0)),
  settle: (one, other) => (tickets[one] ?? 0) - (tickets[other] ?? 0) || one - other,
}
const places = { quotas: new Int32Array(TOWNS).fill(2), open: 14, reverts: true }

const times = medians(
  { floor: () => readEverybody(list), towns: () => selectByTown(list, places) },
  { rounds: 40, callsPerRound: 1 },
)
report({
  bench: 'allocation',
  what: `${count} persons, 50 places by town quotas and city order, against reading town, points and consent once (at most 1.5)`,
  median: times.towns / 1000,
  floor: times.floor / 1000,
  ratio: times.towns / times.floor,
  unit: 'ms',
})

function readEverybody({ towns, points, consents }: TownList): number {
  let sum = 0
  for (let person = 0; person < points.length; person += 1)
    sum += (towns[person] ?? 0) + (points[person] ?? 0) + (consents[person] ?? 0)
  return sum
}
