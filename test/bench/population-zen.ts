import { ZenEngine } from '@gorules/zen-engine'
import { openPopulation } from '#shared/domain/points/index.ts'
import {
  dayBefore,
  type FlatResident,
  THIRTY_ON,
  THIRTY_RULES,
  type ThirtyRule,
  thirtyPack,
  thirtyResidents,
} from '#test/fixtures/thirty-indicators.ts'
import { median, report } from './measure.ts'

/**
 * Thirty indicators of one resident after another, against @gorules/zen-engine with the same rules on the same residents.
 * It is given ready numbers and letters, and asked in the faster of its two ways: many calls at once, or one call that
 * loops over all of them. The two engines take turns, and their totals must be equal.
 */
const ROUNDS = 7
const PEER_RESIDENTS = 2_000
const RESIDENTS = 50_000
const CALLS_AT_ONCE = 100

const residents = thirtyResidents(RESIDENTS)
const people = residents.map(({ facts }) => facts)
const flat = residents.slice(0, PEER_RESIDENTS).map((resident) => resident.flat)
const population = openPopulation(thirtyPack(), THIRTY_ON)
const columns = population.readColumns(people)
const engine = new ZenEngine()
const single = engine.createDecision(Buffer.from(JSON.stringify(modelOf({}))))
const looping = engine.createDecision(
  Buffer.from(JSON.stringify(modelOf({ executionMode: 'loop', inputField: 'people', outputPath: 'people' }))),
)

requireEqual(await callByCall(flat))
requireEqual(await inOneCall(flat))

const rates = { scored: [] as number[], read: [] as number[], calls: [] as number[], loop: [] as number[] }
for (let round = -1; round < ROUNDS; round += 1) {
  const measured = {
    scored: await rate(RESIDENTS, () => population.score(columns)),
    read: await rate(RESIDENTS, () => population.score(population.readColumns(people))),
    calls: await rate(PEER_RESIDENTS, () => callByCall(flat)),
    loop: await rate(PEER_RESIDENTS, () => inOneCall(flat)),
  }
  if (round < 0) continue
  for (const name of ['scored', 'read', 'calls', 'loop'] as const) rates[name].push(measured[name])
}
engine.dispose()

const floor = Math.max(median(rates.calls), median(rates.loop))
const line = { bench: 'population', floor, unit: 'residents/s' }
report({
  ...line,
  what: 'thirty indicators scored in columns, against zen-engine 0.54 (at least 100)',
  median: median(rates.scored),
  ratio: median(rates.scored) / floor,
})
report({
  ...line,
  what: 'the same with the columns read from facts each time',
  median: median(rates.read),
  ratio: median(rates.read) / floor,
})

type Answer = Record<string, number>

async function callByCall(contexts: readonly FlatResident[]): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let start = 0; start < contexts.length; start += CALLS_AT_ONCE) {
    const batch = contexts.slice(start, start + CALLS_AT_ONCE)
    const given = await Promise.all(batch.map((context) => single.evaluate(context)))
    for (const { result } of given) answers.push(result)
  }
  return answers
}

async function inOneCall(contexts: readonly FlatResident[]): Promise<Answer[]> {
  const { result } = await looping.evaluate({ people: contexts })
  return result.people
}

async function rate(count: number, work: () => unknown): Promise<number> {
  const begin = performance.now()
  await work()
  return count / ((performance.now() - begin) / 1000)
}

function requireEqual(answers: readonly Answer[]): void {
  const { totalsX100 } = population.score(columns)
  for (const [index, answer] of answers.entries()) {
    const total = Object.values(answer).reduce((sum, points) => sum + points, 0)
    if (total !== totalsX100[index])
      throw new Error(`resident ${index}: ${total} is not ${totalsX100[index]}`)
  }
  if (answers.length !== flat.length) throw new Error('every resident has an answer')
}

/** One decision with one node of thirty expressions. */
function modelOf(how: Record<string, string>) {
  const position = { x: 0, y: 0 }
  const expressions = THIRTY_RULES.map((rule) => ({
    id: rule.code,
    key: rule.code,
    value: expressionOf(rule),
  }))
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position },
      { id: 'rules', type: 'expressionNode', name: 'rules', position, content: { ...how, expressions } },
      { id: 'out', type: 'outputNode', name: 'out', position },
    ],
    edges: [
      { id: 'first', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'last', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  }
}

function expressionOf(rule: ThirtyRule): string {
  switch (rule.kind) {
    case 'highest': {
      const tables = rule.of.map(({ level, table }) =>
        Object.entries(table).reduceRight(
          (otherwise, [letter, points]) => `(${level} == '${letter}' ? ${points} : ${otherwise})`,
          '0',
        ),
      )
      return tables.length === 1 ? String(tables[0]) : `max([${tables.join(', ')}])`
    }
    case 'per':
      return `min([${rule.cap}, floor(${rule.number} / ${rule.per}) * ${rule.points}])`
    case 'bands':
      return rule.bands.reduce(
        (below, { from, points }) => `(${rule.number} >= ${from} ? ${points} : ${below})`,
        '0',
      )
    case 'count':
    case 'deduction': {
      const happened = `filter(events, #.t == '${rule.event}' and #.d > ${dayBefore(rule.years)})`
      const points = `min([${rule.cap}, len(${happened}) * ${rule.points}])`
      return rule.kind === 'count' ? points : `0 - ${points}`
    }
  }
}
