import { barAt, type Candidate, isWishKey } from './candidates.ts'
import { compareTexts } from './canonical.ts'
import { barFrom, compareEntries } from './entries.ts'
import type { SiblingWish } from './result.ts'
import type { DeferredAcceptanceRound, OrderKey, Wish } from './round.ts'

/**
 * The wishes that take the sibling class after a first run, by number. The first of a family is whoever of those who
 * take part stands first by those keys of the order that are the person's own, the ticket and the number. Where that one
 * got a place that brings another wish for it forward, so do all the family's wishes for it, the first one's too: who
 * is to be followed must not lose the place to who follows. A class as good already is left, and a wish left out too.
 */
export function siblingWishes(
  { order, siblings }: DeferredAcceptanceRound,
  candidates: readonly Candidate[],
  placeOf: (applicant: number) => string | undefined,
): SiblingWish[] {
  const found: SiblingWish[] = []
  for (const [first, ...others] of familiesOf(order, candidates)) {
    const place = first === undefined ? undefined : placeOf(first)
    if (first === undefined || siblings === undefined || place === undefined) continue
    const forward = (member: number) => broughtForward(candidates[member], place, siblings.class)
    const following = others.flatMap(forward)
    if (following.length > 0) found.push(...forward(first), ...following)
  }
  return found.sort((a, b) => compareTexts(a.no, b.no))
}

function broughtForward(candidate: Candidate | undefined, place: string, ofClass: number): SiblingWish[] {
  const wish = candidate?.wishes.find((each) => each.place === place)
  if (candidate === undefined || wish === undefined || barAt(candidate, wish) !== undefined) return []
  return ofClass < (wish.class ?? ofClass) ? [{ no: candidate.no, place }] : []
}

/** The candidates with the sibling class in the wishes named. */
export function withSiblingClass(
  { siblings }: DeferredAcceptanceRound,
  candidates: readonly Candidate[],
  changed: readonly SiblingWish[],
): readonly Candidate[] {
  if (siblings === undefined) return candidates
  const places = new Map(changed.map(({ no, place }) => [no, place]))
  const changedWish = (wish: Wish, place: string): Wish =>
    wish.place === place ? { ...wish, class: siblings.class } : wish
  return candidates.map((candidate) => {
    const place = places.get(candidate.no)
    if (place === undefined) return candidate
    return { ...candidate, wishes: candidate.wishes.map((wish) => changedWish(wish, place)) }
  })
}

/** By family its members as positions, first one first; without those who take no part. */
function familiesOf(order: readonly OrderKey[], candidates: readonly Candidate[]): number[][] {
  const families = new Map<string, number[]>()
  candidates.forEach(({ family, refused, consenting }, index) => {
    if (family === undefined || barFrom(refused, consenting) !== undefined) return
    const members = families.get(family)
    if (members === undefined) families.set(family, [index])
    else members.push(index)
  })
  const ownKeys = order.map((key, index) => ({ key, index })).filter(({ key }) => !isWishKey(key.key))
  const entryOf = (index: number) => {
    const { no = '', group, values = [] } = candidates[index] ?? {}
    return { no, group, barred: undefined, values: ownKeys.map((own) => values[own.index] ?? 0) }
  }
  const ownOrder = ownKeys.map(({ key }) => key)
  return Array.from(families.values(), (members) =>
    members.sort((a, b) => compareEntries(ownOrder, entryOf(a), entryOf(b))),
  )
}
