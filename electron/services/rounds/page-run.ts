import type { Reader } from '#electron/store/database.ts'
import { countSeatsByPlace, countSeatsByTown, type RunRow } from '#electron/store/tables/runs.ts'
import {
  type Cutoff,
  costSplit,
  mechanismOf,
  type Round,
  type RoundPlan,
} from '#shared/domain/allocation/index.ts'
import type { RoundEvent } from '#shared/domain/cases/index.ts'
import type { PlaceView, RunView } from '#shared/ipc/rounds.ts'
import { dayOf } from '../clock.ts'
import type { ServiceContext } from '../context.ts'
import { getProgramme } from '../resources.ts'
import { cutoffWords } from './cutoff-words.ts'
import { readRun } from './held.ts'

const NO_TOWN = '未写明镇（街道）'

/** A run with how full every place is now and who came in last. */
export function runView(
  { reader, resources }: Pick<ServiceContext, 'reader' | 'resources'>,
  row: RunRow,
  { plan, events }: { plan: RoundPlan; events: readonly RoundEvent[] },
): RunView {
  const { round, result } = readRun(reader, row.id)
  const { cutoffs } = result
  const byTown = countSeatsByTown(reader, row.id)
  const seated = sum(byTown.map((town) => town.seated))
  const ranked = sum(byTown.map((town) => town.ranked))
  const places = placeViews(reader, { runId: row.id, plan, cutoffs, round, ranked })
  return {
    id: row.id,
    ranAt: row.ran_at,
    ranBy: row.runner,
    reason: events.find((event) => event.kind === 'run' && event.runId === row.id)?.reason ?? null,
    inputHash: row.input_hash,
    engine: row.engine,
    seed: row.seed,
    seated,
    waiting: ranked - seated,
    cutoffText: overallText(plan, places, cutoffs),
    places,
    byTown: byTown.map((town) => ({ ...town, town: town.town ?? NO_TOWN })),
    ...costPart(resources, { plan, openedAt: events[0]?.at ?? row.ran_at, byTown }),
  }
}

type Places = {
  runId: string
  plan: RoundPlan
  cutoffs: readonly Cutoff[]
  round: Round
  ranked: number
}

function placeViews(reader: Reader, { runId, plan, cutoffs, round, ranked }: Places): PlaceView[] {
  const counts = countSeatsByPlace(reader, runId)
  if (mechanismOf(plan) === 'ranked-quota') {
    const [place] = plan.places
    if (place === undefined) return []
    const filled = sum(counts.map((count) => count.filled))
    const accepted = sum(counts.map((count) => count.accepted))
    const { id, name, town, capacity } = place
    const wished = { wished: ranked, wishedFirst: ranked }
    return [{ id, name, town, capacity, filled, accepted, ...wished, cutoffText: openText(plan, cutoffs) }]
  }
  const wishes = wishCounts(round)
  return plan.places.map(({ id, name, town, capacity }) => {
    const count = counts.find(({ place }) => place === id)
    const cutoff = cutoffs.find(({ place }) => place === id)
    return {
      id,
      name,
      town,
      capacity,
      filled: count?.filled ?? 0,
      accepted: count?.accepted ?? 0,
      wished: wishes.get(id)?.wished ?? 0,
      wishedFirst: wishes.get(id)?.first ?? 0,
      cutoffText: cutoffWords(plan, cutoff),
    }
  })
}

function wishCounts({ applicants }: Round): Map<string, { wished: number; first: number }> {
  const counts = new Map<string, { wished: number; first: number }>()
  for (const { wishes = [] } of applicants) {
    for (const [index, { place }] of wishes.entries()) {
      const count = counts.get(place) ?? { wished: 0, first: 0 }
      counts.set(place, { wished: count.wished + 1, first: count.first + (index === 0 ? 1 : 0) })
    }
  }
  return counts
}

/** In a single list: who came in last on the open places, and in each town with places of its own. */
function openText(plan: RoundPlan, cutoffs: readonly Cutoff[]): string {
  const quotas = new Set(plan.quotas.map(({ town }) => town))
  const open = cutoffs.filter(({ place }) => !quotas.has(place)).map((cutoff) => cutoffWords(plan, cutoff))
  const towns = cutoffs
    .filter(({ place }) => quotas.has(place))
    .map((cutoff) => `${cutoff.place}${cutoffWords(plan, cutoff)}`)
  return [...towns, ...open.map((words) => (towns.length === 0 ? words : `其余名额${words}`))].join('；')
}

function overallText(plan: RoundPlan, places: readonly PlaceView[], cutoffs: readonly Cutoff[]): string {
  if (mechanismOf(plan) === 'ranked-quota') return openText(plan, cutoffs)
  const full = places.filter(({ capacity, filled }) => filled >= capacity).length
  return `${places.length} 个去处中 ${full} 个已满`
}

/** Only the health check is paid for by head: a third each, the last one by the towns' places. */
function costPart(
  resources: ServiceContext['resources'],
  {
    plan,
    openedAt,
    byTown,
  }: {
    plan: RoundPlan
    openedAt: string
    byTown: readonly { town: string | null; seated: number }[]
  },
): Pick<RunView, 'cost'> {
  const { kind, costPerHeadFen } = plan
  if (kind !== 'health-check' || costPerHeadFen === null) return {}
  const payers = getProgramme(resources, dayOf(openedAt)).policy.payers.value ?? []
  const towns = byTown.map(({ town, seated }) => ({ town: town ?? NO_TOWN, seats: seated }))
  const total = sum(towns.map(({ seats }) => seats)) * costPerHeadFen
  const { totalFen, thirdsFen } = costSplit(total, towns)
  return { cost: { totalFen, payers: thirdsFen.map((fen, index) => ({ name: payers[index] ?? '', fen })) } }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
