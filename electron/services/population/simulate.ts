import type { Reader } from '#electron/store/database.ts'
import { longSnapshot } from '#electron/store/long-snapshot.ts'
import type { LongStep } from '#electron/store/long-transaction.ts'
import { countListed } from '#electron/store/tables/population.ts'
import { openPopulation } from '#shared/domain/points/index.ts'
import type { SimulateRequest, SimulationProgress, SimulationResult } from '#shared/ipc/policies.ts'
import type { ServiceContext } from '../context.ts'
import { reporting } from '../imports/progress.ts'
import { getStages } from '../imports/stages.ts'
import { countGrants } from './award-quota.ts'
import { compareTotals } from './compare-totals.ts'
import { neededFacts } from './needed-facts.ts'
import { type OpenedPolicy, openTrial } from './opened-policy.ts'
import { readPopulation } from './read-population.ts'

/**
 * Tries one pack beside another on every listed resident as of a day, or an amendment or a list on the pack `before`
 * names, and writes nothing. What is open under either counts with its certain part.
 * @throws CounterError NOT_FOUND; BAD_INPUT for another purpose, or where an amendment or a list changes nothing of
 *   the pack on the day; POLICY_BAD; CANCELLED
 */
export function simulate(
  context: ServiceContext,
  request: SimulateRequest,
  signal: AbortSignal,
): AsyncGenerator<SimulationProgress> {
  const { reader } = context
  return reporting<SimulationProgress>(signal, (report, leaving) =>
    getStages(context).alone(leaving, async (aborted) => {
      const trial = openTrial(context, request)
      const work = () => compareEverybody(reader, { ...trial, on: request.on })
      const result = await longSnapshot(reader, work, { signal: aborted, onStep: report })
      return { done: result.residents, total: result.residents, result }
    }),
  )
}

type Comparing = { before: OpenedPolicy; after: OpenedPolicy; on: SimulateRequest['on'] }

function* compareEverybody(
  reader: Reader,
  { before, after, on }: Comparing,
): Generator<LongStep, SimulationResult> {
  const [old, tried] = [populationOf(before, on), populationOf(after, on)]
  const [oldPack, triedPack] = [before.pack.policy, after.pack.policy]
  const comparison = compareTotals({
    before: { policy: oldPack, lineCodes: old.lineCodes },
    after: { policy: triedPack, lineCodes: tried.lineCodes },
  })
  const total = countListed(reader)
  const quotas = countGrants(triedPack, on)
  let done = 0
  for (const { residents, people } of readPopulation(reader, { ...neededFacts([oldPack, triedPack]), on })) {
    comparison.add(residents, {
      before: old.score(old.readColumns(people)),
      after: tried.score(tried.readColumns(people)),
    })
    quotas.add(residents, people)
    done += residents.length
    yield { done, total }
  }
  const findings = quotas.findings().map(({ message, remedy }) => ({ message, remedy }))
  return { beforeName: before.name, afterName: after.name, on, ...comparison.result(), findings }
}

function populationOf({ pack, purpose, lists }: OpenedPolicy, on: Comparing['on']) {
  return openPopulation(pack.policy, on, { purpose, lists })
}
