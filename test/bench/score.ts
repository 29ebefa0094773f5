import { join } from 'node:path'
import { heldFact } from '#electron/cli/demo/more-facts.ts'
import { inventPeople } from '#electron/cli/demo/people.ts'
import { loadResources } from '#electron/services/resources.ts'
import { type PlainDate, parsePlainDate } from '#shared/base/plain-date.ts'
import { type PointsFacts, pointsFactsOf } from '#shared/domain/people/index.ts'
import { assessPoints, openPopulation } from '#shared/domain/points/index.ts'
import { type PointsPack, selectPack } from '#shared/policy/index.ts'
import { THIRTY_ON, thirtyPack, thirtyResidents } from '#test/fixtures/thirty-indicators.ts'
import { medians, report } from './measure.ts'

/**
 * One resident scored with every line of the trace, against parsing that person's JSON in the same run. As at the
 * counter one comes after another, and what was made of the last one is let go.
 */
const on = parsePlainDate('2022-06-28')
const { packs, towns } = loadResources(join(import.meta.dirname, '../../resources'))
const provincial = selectPack(
  packs.map(({ policy }) => policy),
  { purpose: 'health-check', on },
)
const townsfolk = inventPeople({ seed: 'bench', count: 500, towns, on }).map(({ facts, birth }) =>
  pointsFactsOf(facts.map(heldFact), { birth }),
)
trace('one resident, five indicators, full trace', { pack: provincial, people: townsfolk, on })

const thirty = thirtyResidents(500).map(({ facts }) => facts)
trace('one resident, thirty indicators, full trace (at most 25 µs)', {
  pack: thirtyPack(),
  people: thirty,
  on: THIRTY_ON,
  most: 25,
})
columns(thirtyResidents(5000).map(({ facts }) => facts))

interface Sample {
  pack: PointsPack
  people: readonly PointsFacts[]
  on: PlainDate
  most?: number
}

function trace(what: string, { pack, people, on, most }: Sample): void {
  const texts = people.map((facts) => JSON.stringify(facts))
  const median = medians(
    {
      score: () => people.forEach((facts) => void assessPoints(pack, facts, on)),
      parse: () => texts.forEach((text) => void JSON.parse(text)),
    },
    { rounds: 100, callsPerRound: 1 },
  )
  report({
    bench: 'score',
    what,
    median: median.score / people.length,
    ...(most === undefined ? {} : { most }),
    floor: median.parse / people.length,
    ratio: median.score / median.parse,
    unit: 'µs',
  })
}

/** A resident of many at once: the rules alone, against reading what they rest on. */
function columns(people: readonly PointsFacts[]): void {
  const population = openPopulation(thirtyPack(), THIRTY_ON)
  const read = population.readColumns(people)
  const median = medians(
    { score: () => population.score(read), read: () => population.readColumns(people) },
    { rounds: 60, callsPerRound: 1 },
  )
  report({
    bench: 'score',
    what: 'one resident of 5,000, thirty indicators in columns, against reading the facts',
    median: median.score / people.length,
    floor: median.read / people.length,
    ratio: median.score / median.read,
    unit: 'µs',
  })
}
