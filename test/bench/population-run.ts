import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { neededFacts } from '#electron/services/population/needed-facts.ts'
import { openPolicy } from '#electron/services/population/opened-policy.ts'
import {
  keepResults,
  runPoints,
  type ScoredPopulation,
  scoreEverybody,
} from '#electron/services/population/run.ts'
import { longSnapshot } from '#electron/store/long-snapshot.ts'
import { longTransaction } from '#electron/store/long-transaction.ts'
import { insertPointsRun } from '#electron/store/tables/points-runs.ts'
import { lookUpPopulation } from '#electron/store/tables/population.ts'
import { median, report } from './measure.ts'
import { ON } from './people-open.ts'
import { GOING_ON, openBatch, PACK_KEY } from './population-open.ts'

/**
 * Everybody scored and kept, as it is called from the screen, against reading the same facts (the same rows, their JSON
 * parsed, nothing made of it) and writing the same rows in a transaction. The two take turns.
 */
const CHUNK = 5_000
const [folder = '', residents = ''] = process.argv.slice(2)
const rounds = Number(residents) > 200_000 ? 2 : 5
const { writer, context, close } = await openBatch(folder)
const watch = { signal: GOING_ON, onStep: () => {} }

const opened = openPolicy(context, { key: PACK_KEY, on: ON, purpose: null })
const scored = await longSnapshot(writer, () => scoreEverybody(writer, opened, ON), watch)
const times = { run: [] as number[], read: [] as number[], write: [] as number[] }
for (let round = 0; round < rounds; round += 1) {
  times.read.push(await timed(readAlone))
  times.write.push(await timed(() => writeAlone(scored)))
  times.run.push(await timed(run))
}
close()

const floor = median(times.read.map((read, round) => read + (times.write[round] ?? 0)))
const line = { bench: 'population', unit: 's' }
report({
  ...line,
  what: `the facts of ${residents} residents read and parsed, nothing else`,
  median: median(times.read),
})
report({
  ...line,
  what: `${residents} totals with line points written, nothing else`,
  median: median(times.write),
})
report({
  ...line,
  what: `${residents} residents read, scored under the province's pack and kept, against both (at most 2)`,
  median: median(times.run),
  floor,
  ratio: median(times.run) / floor,
})

async function run(): Promise<void> {
  const request = { commandId: randomUUID(), key: PACK_KEY, on: ON, purpose: null, reason: '示例测量' }
  for await (const _progress of runPoints(context, request, GOING_ON));
}

async function readAlone(): Promise<void> {
  await longSnapshot(
    writer,
    function* () {
      const { listed, facts } = lookUpPopulation(writer, { ...neededFacts([opened.pack.policy]), on: ON })
      let done = 0
      for (
        let people = listed(0, CHUNK);
        people.length > 0;
        people = listed(people.at(-1)?.seq ?? 0, CHUNK)
      ) {
        for (const { value } of facts(people[0]?.seq ?? 0, people.at(-1)?.seq ?? 0)) JSON.parse(value)
        done += people.length
        yield { done, total: scored.residents }
      }
    },
    watch,
  )
}

async function writeAlone(population: ScoredPopulation): Promise<void> {
  await longTransaction(
    writer,
    function* (tx) {
      const run = insertPointsRun(tx, {
        id: randomUUID(),
        policy_key: PACK_KEY,
        policy_id: opened.pack.policy.id,
        policy_name: opened.pack.policy.name,
        policy_hash: opened.pack.sha256,
        purpose: opened.purpose,
        on_day: ON,
        reason: '示例测量',
        account_id: context.account.accountId,
        at: context.clock.now(),
        data_as_of: 0,
        line_codes: JSON.stringify(population.lineCodes),
        residents: population.residents,
        complete: population.complete,
        sum_x100: population.sumX100,
        findings: '[]',
        result_hash: population.resultHash,
      })
      yield* keepResults(tx, run, population)
    },
    watch,
  )
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begin = performance.now()
  await work()
  return (performance.now() - begin) / 1000
}
