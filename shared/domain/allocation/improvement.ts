import { barAt, type Candidate } from './candidates.ts'
import { compareEntries } from './entries.ts'
import { type Contender, contenderFor, type Filled } from './filled.ts'
import type { Seat } from './result.ts'
import type { OrderKey } from './round.ts'

/** Seats of a place of one kind, and how those who want them stand: holders of the tag first where they are kept. */
interface Ground {
  compare: (one: Contender, other: Contender) => number
  seated: readonly Contender[]
}

/** The first of those who want the seats of a ground more than their own, and the ground of their own seat. */
interface Wanting {
  first: Contender
  from: Ground | undefined
}

/**
 * Applicants each of whom would move to the next one's place, the last one to the first one's, and everybody would
 * still be served in order; undefined where there are none. Positions among the candidates. A stable outcome is the
 * best one for the applicants exactly where nobody can move in this way: each of the cycle is the first of all who want
 * the place more than their own (Erdil and Ergin, American Economic Review 98 (2008), theorem 1; with strict orders the
 * best stable outcome is better for everybody than any other). A place that keeps seats is two places, the ones that are
 * given out first being wanted more, as in `marketOf`. The seats must be stable and in the order of the candidates.
 */
export function improvementCycle(
  order: readonly OrderKey[],
  places: ReadonlyMap<string, Filled>,
  { candidates, seats }: { candidates: readonly Candidate[]; seats: readonly Seat[] },
): number[] | undefined {
  const grounds = new Map(Array.from(places, ([id, filled]) => [id, groundsOf(order, filled)]))
  const groundOf = new Map<number, Ground>()
  for (const ground of [...grounds.values()].flat())
    for (const { index } of ground.seated) groundOf.set(index, ground)
  const wanting = new Map<Ground, Wanting>()
  candidates.forEach((candidate, index) => {
    const from = groundOf.get(index)
    const last = seats[index]?.wish ?? candidate.wishes.length
    for (const wish of candidate.wishes.slice(0, last)) {
      const filled = places.get(wish.place)
      if (filled === undefined || barAt(candidate, wish) !== undefined) continue
      const first = contenderFor(order, filled.place, { candidate, index, wish })
      for (const ground of grounds.get(wish.place) ?? []) {
        if (ground === from) break
        const before = wanting.get(ground)
        if (before === undefined || ground.compare(first, before.first) < 0)
          wanting.set(ground, { first, from })
      }
    }
  })
  return cycleAmong(wanting)
}

/** The seats of a place as they are given out, one kind after the other. */
function groundsOf(order: readonly OrderKey[], { place, admitted }: Filled): Ground[] {
  const inOrder = (one: Contender, other: Contender) => compareEntries(order, one.entry, other.entry)
  const { count = 0, precedence } = place.reserved ?? {}
  if (count === 0) return [{ compare: inOrder, seated: admitted }]
  const taggedFirst = (one: Contender, other: Contender) =>
    Number(other.tagged) - Number(one.tagged) || inOrder(one, other)
  const compares = precedence === 'open-first' ? [inOrder, taggedFirst] : [taggedFirst, inOrder]
  const most = precedence === 'open-first' ? place.capacity - count : count
  const standing = [...admitted].sort(compares[0])
  const seated = [standing.slice(0, most), standing.slice(most)]
  return compares.map((compare, index) => ({ compare, seated: seated[index] ?? [] }))
}

/** From each ground to that of the first who wants it: one way on at most, so that walking finds every cycle. */
function cycleAmong(wanting: ReadonlyMap<Ground, Wanting>): number[] | undefined {
  const walked = new Set<Ground>()
  for (const start of wanting.keys()) {
    const way: Ground[] = []
    let ground: Ground | undefined = start
    while (ground !== undefined && !walked.has(ground)) {
      walked.add(ground)
      way.push(ground)
      ground = wanting.get(ground)?.from
    }
    const begin = ground === undefined ? -1 : way.indexOf(ground)
    if (begin !== -1) return way.slice(begin).flatMap((each) => wanting.get(each)?.first.index ?? [])
  }
  return undefined
}
