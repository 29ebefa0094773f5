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
  /** Whether equals of the last admitted are admitted beyond the number. */
  admitsEquals: boolean
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
 * total, quotas without `reversion`, a place whose capacity is not the total, a group named like the open place, equals
 * to be admitted where all are equal before the ticket.
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
  if (round.equals !== undefined && round.order.length === 1)
    throw badRound('$.equals', '排序只有签号一项，同分同录会录取所有人')
  const { reversion, equals } = round
  return {
    quotas,
    openPlace,
    openPlaces,
    revert: reversion === 'city-order',
    admitsEquals: equals === 'admit',
  }
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
    admitsEquals: false,
  }
}

/** Where a person's place is: the group if it has a quota, else the open place. */
export function placeOf(plan: PlacePlan, entry: Entry): string {
  return entry.group !== undefined && plan.quotas.has(entry.group) ? entry.group : plan.openPlace
}

/** The quotas before anybody is admitted, by group. */
export function quotaCuts({ quotas }: PlacePlan): Map<string, Cut> {
  return new Map(
    Array.from(quotas, ([group, capacity]) => [
      group,
      { place: group, quota: true, capacity, filled: 0, last: undefined },
    ]),
  )
}

/** The open places once the quotas are served: what each of them leaves reverts, what one gives beyond its number not. */
export function openCut({ openPlace, openPlaces = 0, revert }: PlacePlan, quotas: Iterable<Cut>): Cut {
  let capacity = openPlaces
  if (revert) for (const quota of quotas) capacity += Math.max(0, quota.capacity - quota.filled)
  return { place: openPlace, quota: false, capacity, filled: 0, last: undefined }
}

/** Every place with its last admitted: the quotas in the round's order, then the open places if there are any. */
export function cutsOf(order: readonly OrderKey[], plan: PlacePlan, admissions: readonly Admission[]): Cut[] {
  const quotas = quotaCuts(plan)
  for (const { entry, kind } of admissions)
    if (kind === 'quota') countIn(order, quotas.get(entry.group ?? ''), entry)
  const open = openCut(plan, quotas.values())
  for (const { entry, kind } of admissions) if (kind === 'open') countIn(order, open, entry)
  return plan.openPlaces === undefined ? [...quotas.values()] : [...quotas.values(), open]
}

function countIn(order: readonly OrderKey[], cut: Cut | undefined, entry: Entry): void {
  if (cut === undefined) return
  cut.filled += 1
  if (cut.last === undefined || compareEntries(order, entry, cut.last) > 0) cut.last = entry
}

/** A place as a result shows it. */
export function cutoffOf(order: readonly OrderKey[], { place, capacity, filled, last }: Cut): Cutoff {
  const row = { place, capacity, filled }
  return last === undefined ? row : { ...row, last: keyValuesOf(order, last) }
}
