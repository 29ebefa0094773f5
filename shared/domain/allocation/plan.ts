import { badRound, compareEntries, type Entry, keyValuesOf } from './entries.ts'
import type { Cutoff } from './result.ts'
import type { DrawRound, OrderKey, RankedQuotaRound } from './round.ts'

/** The places of a round: those kept for groups, and those open to the whole city. */
export interface PlacePlan {
  /** Places by group. */
  quotas: Map<string, number>
  /** Where the open places are: the round's single place, or `city`. */
  openPlace: string
  /** Places open from the start, before any reversion; undefined when only an order is asked for. */
  openPlaces: number | undefined
  revert: boolean
}

export type SeatKind = 'quota' | 'open'

/** One admission: who, and on which ground. */
export interface Admission {
  entry: Entry
  kind: SeatKind
}

/** A place with its last admitted; `quota` is false for the open places. */
export interface Cut {
  place: string
  quota: boolean
  capacity: number
  filled: number
  last: Entry | undefined
}

/**
 * Reads the places of a round. Refused as BAD_INPUT with the place: a group with two quotas, quotas above the
 * total, quotas without `reversion`, a place whose capacity is not the total, a group named like the open place.
 */
export function placePlan(round: RankedQuotaRound): PlacePlan {
  const [place] = round.places ?? []
  if (place !== undefined && place.capacity !== round.total)
    throw badRound('$.places[0].capacity', '与 total 不一致')
  if (place?.reserved !== undefined)
    throw badRound('$.places[0].reserved', '单一名单按组留额，不支持按标签留额')
  let openPlaces = round.total
  const quotas = new Map<string, number>()
  const openPlace = place?.id ?? 'city'
  round.quotas?.forEach(({ group, places }, index) => {
    if (quotas.has(group)) throw badRound(`$.quotas[${index}].group`, '同一组列了两次名额')
    if (group === openPlace) throw badRound(`$.quotas[${index}].group`, '组名与全市名额同名，结果会分不清')
    quotas.set(group, places)
    openPlaces -= places
    if (openPlaces < 0) throw badRound(`$.quotas[${index}].places`, '各组名额之和超过总名额')
  })
  if (quotas.size > 0 && round.reversion === undefined)
    throw badRound('$.reversion', '缺少：未用完的组名额归何处必须写明')
  return { quotas, openPlace, openPlaces, revert: round.reversion === 'city-order' }
}

/** The seats of a draw: its single place's, or none at all. Seats kept for a tag are refused as BAD_INPUT. */
export function drawPlan({ places = [] }: DrawRound): PlacePlan {
  const [place] = places
  if (place?.reserved !== undefined) throw badRound('$.places[0].reserved', '摇号不支持按标签留额')
  return {
    quotas: new Map(),
    openPlace: place?.id ?? 'city',
    openPlaces: place?.capacity,
    revert: false,
  }
}

/** Where a person's place is: the group if it has a quota, else the open place. */
export function placeOf(plan: PlacePlan, entry: Entry): string {
  return entry.group !== undefined && plan.quotas.has(entry.group) ? entry.group : plan.openPlace
}

/** Open places once `quotaFilled` of the kept ones are taken. */
export function openCapacity(plan: PlacePlan, quotaFilled: number): number {
  const kept = [...plan.quotas.values()].reduce((sum, places) => sum + places, 0)
  return (plan.openPlaces ?? 0) + (plan.revert ? kept - quotaFilled : 0)
}

/** Every place with its last admitted: the quotas in the round's order, then the open places if there are any. */
export function cutsOf(order: readonly OrderKey[], plan: PlacePlan, admissions: readonly Admission[]): Cut[] {
  const cuts = new Map<string, Cut>()
  for (const [group, capacity] of plan.quotas)
    cuts.set(group, { place: group, quota: true, capacity, filled: 0, last: undefined })
  const quotaFilled = admissions.filter((admission) => admission.kind === 'quota').length
  const open: Cut = {
    place: plan.openPlace,
    quota: false,
    capacity: openCapacity(plan, quotaFilled),
    filled: 0,
    last: undefined,
  }
  for (const { entry, kind } of admissions) {
    const cut = kind === 'open' ? open : cuts.get(entry.group ?? '')
    if (cut === undefined) continue
    cut.filled += 1
    if (cut.last === undefined || compareEntries(order, entry, cut.last) > 0) cut.last = entry
  }
  return plan.openPlaces === undefined ? [...cuts.values()] : [...cuts.values(), open]
}

/** A place as a result shows it. */
export function cutoffOf(order: readonly OrderKey[], { place, capacity, filled, last }: Cut): Cutoff {
  const row = { place, capacity, filled }
  return last === undefined ? row : { ...row, last: keyValuesOf(order, last) }
}
