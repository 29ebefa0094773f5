import { assertNever } from '../../base/assert-never.ts'
import { badRound } from './entries.ts'
import type { Applicant, DeferredAcceptanceRound, Place, RankedQuotaRound, Round } from './round.ts'
import { type Holdings, heldBy } from './waiting.ts'

/** A place with what is still free; `kept`, where it keeps seats for a tag, are those still kept among the free ones. */
export interface FreePlace {
  place: string
  free: number
  kept?: number
}

/** What a second round is held over: in a single list the groups with a quota and then the open places. */
export interface Leftovers {
  places: FreePlace[]
  /** Who holds nothing, has not left, and was neither refused nor unwilling: in the order given. */
  numbers: string[]
}

/**
 * What is free and who holds nothing. A group's holders count on its quota first, then on the open places, and equals who
 * came in beyond the number like all others, so that no second round gives out more than the total; kept seats
 * count as taken by holders of the tag first, or behind the open seats, as the place says.
 */
export function leftovers(round: Round, holdings: Holdings): Leftovers {
  return {
    places: freePlaces(round, holdings),
    numbers: round.applicants
      .filter((applicant) => {
        const { no, refused } = applicant
        const hasLeft = holdings.left.has(no) || refused !== undefined || !isWilling(round, applicant)
        return !hasLeft && heldBy(holdings, no) === null
      })
      .map(({ no }) => no),
  }
}

/**
 * The input of a second round over the leftovers: the same order, wishes cut to places that still have something, and
 * an id of its own. The seed says whether it is drawn anew: that of the first round keeps everybody's ticket, but for
 * a family whose smallest number is not among them. An id that is not new is BAD_INPUT.
 */
export function secondRound(
  round: Round,
  { places, numbers }: Leftovers,
  { id, seed }: { id: string; seed: string },
): Round {
  if (id === round.id) throw badRound('$.id', '第二轮与第一轮编号相同，结果会分不清')
  const staying = new Set(numbers)
  const free = new Map(places.map((place) => [place.place, place]))
  const applicants = round.applicants
    .filter(({ no }) => staying.has(no))
    .map((applicant) =>
      round.mechanism === 'deferred-acceptance' ? withWishesFor(applicant, free) : applicant,
    )
  const common = { id, seed, applicants }
  if (round.mechanism === 'deferred-acceptance')
    return { ...round, ...common, places: round.places.flatMap((place) => withFree(place, free)) }
  const open = (round.places ?? []).map((place) => ({ ...place, capacity: sumOf(places) }))
  const single = round.places === undefined ? {} : { places: open }
  if (round.mechanism === 'draw') return { ...round, ...common, ...single }
  const quotas = round.quotas?.map((quota) => ({ ...quota, places: free.get(quota.group)?.free ?? 0 }))
  return { ...round, ...common, ...single, total: sumOf(places), ...(quotas === undefined ? {} : { quotas }) }
}

function isWilling({ mechanism }: Round, { consent }: Applicant): boolean {
  return mechanism === 'ranked-quota' ? consent === true : consent !== false
}

function freePlaces(round: Round, holdings: Holdings): FreePlace[] {
  switch (round.mechanism) {
    case 'deferred-acceptance':
      return round.places.map((place) => freeAt(round, place, holdings)).filter(({ free }) => free > 0)
    case 'ranked-quota':
      return freeInList(round, holdings).filter(({ free }) => free > 0)
    case 'draw': {
      const taken = holdersOf(round, holdings).length
      return (round.places ?? [])
        .map(({ id, capacity }) => ({ place: id, free: capacity - taken }))
        .filter(({ free }) => free > 0)
    }
    default:
      return assertNever(round)
  }
}

function freeAt({ applicants }: DeferredAcceptanceRound, place: Place, holdings: Holdings): FreePlace {
  const holders = applicants.filter(({ no }) => heldBy(holdings, no) === place.id)
  const free = Math.max(0, place.capacity - holders.length)
  const { reserved } = place
  if (reserved === undefined) return { place: place.id, free }
  const tagged = holders.filter(({ tags = [] }) => tags.includes(reserved.tag)).length
  const taken = reserved.precedence === 'open-first' ? 0 : tagged
  return { place: place.id, free, kept: Math.min(free, Math.max(0, reserved.count - taken)) }
}

function freeInList(round: RankedQuotaRound, holdings: Holdings): FreePlace[] {
  const holders = holdersOf(round, holdings)
  let free = round.total - holders.length
  const quotas = (round.quotas ?? []).map(({ group, places }) => {
    const taken = holders.filter((holder) => holder.group === group).length
    const left = Math.max(0, Math.min(places - taken, free))
    free -= left
    return { place: group, free: left }
  })
  return [...quotas, { place: round.places?.[0]?.id ?? 'city', free }]
}

function holdersOf({ applicants }: Round, holdings: Holdings): Applicant[] {
  return applicants.filter(({ no }) => heldBy(holdings, no) !== null)
}

function withWishesFor(applicant: Applicant, free: ReadonlyMap<string, FreePlace>): Applicant {
  if (applicant.wishes === undefined) return applicant
  return { ...applicant, wishes: applicant.wishes.filter(({ place }) => free.has(place)) }
}

function withFree(place: Place, places: ReadonlyMap<string, FreePlace>): Place[] {
  const left = places.get(place.id)
  if (left === undefined) return []
  const { reserved } = place
  if (reserved === undefined) return [{ ...place, capacity: left.free }]
  return [{ ...place, capacity: left.free, reserved: { ...reserved, count: left.kept ?? 0 } }]
}

function sumOf(places: readonly FreePlace[]): number {
  return places.reduce((sum, { free }) => sum + free, 0)
}
