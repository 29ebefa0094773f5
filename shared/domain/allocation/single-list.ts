import { type Hash, inputHash } from './canonical.ts'
import { areEqual, compareEntries, type Entry, entriesOf } from './entries.ts'
import { explainSeat } from './explain.ts'
import { DRAW_ENGINE, RANKED_QUOTA_ENGINE } from './mechanism.ts'
import {
  type Admission,
  type Cut,
  cutoffOf,
  cutsOf,
  drawPlan,
  openCut,
  type PlacePlan,
  placeOf,
  placePlan,
  quotaCuts,
} from './plan.ts'
import type { RoundResult, Seat } from './result.ts'
import type { DrawRound, RankedQuotaRound } from './round.ts'

/** A round with one list for everybody, ready to be run or checked. */
export interface SingleList {
  round: RankedQuotaRound | DrawRound
  engine: string
  plan: PlacePlan
  entries: Entry[]
}

/** The list of a ranked-quota or a draw. Bad rounds are BAD_INPUT with the place. */
export function singleListOf(round: RankedQuotaRound | DrawRound, hash: Hash): SingleList {
  if (round.mechanism === 'ranked-quota')
    return { round, engine: RANKED_QUOTA_ENGINE, plan: placePlan(round), entries: entriesOf(round, hash) }
  return { round, engine: DRAW_ENGINE, plan: drawPlan(round), entries: entriesOf(round, hash) }
}

/**
 * One list in the round's order. Each group with a quota first gives its places to its own members in order; then
 * the open places go down the whole list, with the unfilled quota places when `reversion` is `city-order`. Whoever
 * did not consent, was refused or is below the line is ranked and skipped; in a draw nothing said is consent. `place` is the person's group if it has
 * a quota, else the round's single place or `city`; `kind` says whether the place was a quota's or an open one. A
 * draw without a place is an order and no seats. With `explain` each seat carries `why`. The outcome does not depend
 * on the order of the applicants. Bad rounds are BAD_INPUT with the place.
 */
export function allocateSingleList(
  anyRound: RankedQuotaRound | DrawRound,
  hash: Hash,
  { explain = false }: { explain?: boolean } = {},
): RoundResult {
  const { round, engine, plan, entries } = singleListOf(anyRound, hash)
  const { order } = round
  const ranking = [...entries].sort((a, b) => compareEntries(order, a, b))
  const admissions = admitInOrder(plan, ranking)
  const cuts = cutsOf(order, plan, admissions)
  const kinds = new Map(admissions.map(({ entry, kind }) => [entry.no, kind]))
  const seats = entries.map((entry): Seat => {
    const kind = kinds.get(entry.no)
    const place = kind === undefined ? { place: null } : { place: placeOf(plan, entry), kind }
    return { no: entry.no, ...place, ...(explain ? { why: explainSeat({ order, cuts, entry, kind }) } : {}) }
  })
  return {
    format: 'counter.result/1',
    round: round.id,
    inputHash: inputHash(round, hash),
    engine,
    seats,
    cutoffs: cuts.map((cut) => cutoffOf(order, cut)),
    order: ranking.map((entry) => entry.no),
  }
}

/** Who of a ranking is admitted, and on which ground: the quotas' own members first, then the open places. */
export function admitInOrder(plan: PlacePlan, ranking: readonly Entry[]): Admission[] {
  const quotas = quotaCuts(plan)
  const admissions: Admission[] = []
  const others: Entry[] = []
  for (const entry of ranking) {
    if (entry.barred !== undefined) continue
    const quota = quotas.get(entry.group ?? '')
    if (quota !== undefined && takes(plan, quota, entry)) admissions.push({ entry, kind: 'quota' })
    else others.push(entry)
  }
  const open = openCut(plan, quotas.values())
  for (const entry of others) {
    if (!takes(plan, open, entry)) break
    admissions.push({ entry, kind: 'open' })
  }
  return admissions
}

function takes({ admitsEquals }: PlacePlan, cut: Cut, entry: Entry): boolean {
  const isEqual = admitsEquals && cut.last !== undefined && areEqual(cut.last, entry)
  if (cut.filled >= cut.capacity && !isEqual) return false
  cut.filled += 1
  cut.last = entry
  return true
}
