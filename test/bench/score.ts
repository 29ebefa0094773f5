import { join } from 'node:path'
import { inventPeople } from '#electron/cli/demo/people.ts'
import { loadResources } from '#electron/services/resources.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { pointsFactsOf } from '#shared/domain/people/index.ts'
import { assessPoints } from '#shared/domain/points/index.ts'
import { selectPack } from '#shared/policy/index.ts'
import { medians, report } from './measure.ts'

/** One resident scored with every line of the trace, against parsing that person's JSON in the same run. */
const on = parsePlainDate('2022-06-28')
const { packs, towns } = loadResources(join(import.meta.dirname, '../../resources'))
const pack = selectPack(
  packs.map(({ policy }) => policy),
  { purpose: 'health-check', on },
)
const people = inventPeople({ seed: 'bench', count: 500, towns, on }).map(({ facts, birth }) => {
  const values = pointsFactsOf(
    facts.map(({ fact }) => fact),
    birth,
  )
  return { values, text: JSON.stringify(values) }
})

const median = medians(
  {
    score: () => people.map(({ values }) => assessPoints(pack, values, on)),
    parse: () => people.map(({ text }) => JSON.parse(text)),
  },
  { rounds: 100, callsPerRound: 1 },
)
report({
  bench: 'score',
  what: 'one resident, five indicators, full trace',
  median: median.score / people.length,
  floor: median.parse / people.length,
  ratio: median.score / median.parse,
  unit: 'µs',
})
