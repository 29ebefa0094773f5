import type { Hash } from './canonical.ts'
import { type Barred, badRound, barFrom, type Entry, getKeyValue, refuseUnclearRound } from './entries.ts'
import type { Applicant, DeferredAcceptanceRound, OrderKey, Place, Wish } from './round.ts'
import { ticketsIn } from './tickets.ts'

/** An applicant with wishes; `values` of the order keys, undefined where the value is each wish's own. */
export interface Candidate {
  no: string
  group: string | undefined
  family: string | undefined
  tags: ReadonlySet<string>
  consenting: boolean
  refused: string | undefined
  values: (number | string | undefined)[]
  wishes: readonly Wish[]
}

/** Whether a key is read from the wish. */
export function isWishKey(key: string): key is 'class' | 'priority' {
  return key === 'class' || key === 'priority'
}

/**
 * The applicants of a round with wishes, in the order given. Refused as BAD_INPUT with the place: what `entriesOf`
 * refuses, a wish without the class or priority of the order, a place listed twice, more seats kept than there are, a
 * class for siblings in an order without classes.
 */
export function candidatesOf(round: DeferredAcceptanceRound, hash: Hash): Candidate[] {
  refuseUnclearRound(round)
  refuseBadPlaces(round.places)
  if (round.siblings !== undefined && !round.order.some(({ key, dir }) => key === 'class' && dir === 'asc'))
    throw badRound('$.siblings', '排序中没有由小到大的 class，同胞的类别不起作用')
  const ticketFor = ticketsIn(round, hash)
  return round.applicants.map((applicant, index) => {
    const at = `$.applicants[${index}]`
    refuseMissingWishValues(round.order, applicant, at)
    return {
      no: applicant.no,
      group: applicant.group,
      family: applicant.family,
      tags: new Set(applicant.tags),
      consenting: applicant.consent !== false,
      refused: applicant.refused,
      values: round.order.map(({ key }) => {
        if (isWishKey(key)) return undefined
        if (key === 'ticket') return ticketFor(applicant)
        return getKeyValue(applicant, key, at)
      }),
      wishes: applicant.wishes ?? [],
    }
  })
}

/** A candidate as ranked at the place of one wish. */
export function entryFor(order: readonly OrderKey[], candidate: Candidate, wish: Wish): Entry {
  const { no, group } = candidate
  const values = order.map(({ key }, index) => (isWishKey(key) ? wish[key] : candidate.values[index]) ?? 0)
  return { no, group, barred: barAt(candidate, wish), values }
}

/** Why a wish cannot be granted whatever is free; undefined for one that can. */
export function barAt({ refused, consenting }: Candidate, wish: Wish): Barred | undefined {
  return barFrom(refused ?? wish.refused, consenting)
}

/** Whether a place keeps seats for a tag of the candidate. */
export function isTagged({ tags }: Candidate, { reserved }: Place): boolean {
  return reserved !== undefined && reserved.count > 0 && tags.has(reserved.tag)
}

function refuseBadPlaces(places: readonly Place[]): void {
  const seen = new Set<string>()
  places.forEach(({ id, capacity, reserved }, index) => {
    if (seen.has(id)) throw badRound(`$.places[${index}].id`, '同一去处列了两次')
    seen.add(id)
    if (reserved !== undefined && reserved.count > capacity)
      throw badRound(`$.places[${index}].reserved.count`, '预留数多于该处的名额')
  })
}

function refuseMissingWishValues(order: readonly OrderKey[], { wishes = [] }: Applicant, at: string): void {
  for (const { key } of order) {
    if (!isWishKey(key)) continue
    const missing = wishes.findIndex((wish) => wish[key] === undefined)
    if (missing !== -1) throw badRound(`${at}.wishes[${missing}].${key}`, '缺少排序要用的类别')
  }
}
