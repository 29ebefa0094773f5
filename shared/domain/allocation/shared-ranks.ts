import type { Hash } from './canonical.ts'
import { areEqual, compareEntries, type Entry, entriesOf } from './entries.ts'
import type { RoundResult, Seat } from './result.ts'
import type { RankedQuotaRound } from './round.ts'

/** One of those who are equal in every key before the ticket, and what came of it. */
interface Ranked {
  entry: Entry
  kind: Seat['kind']
}

/**
 * By number the rank to be shown, 1 for the first: equals have one rank, that of the first of them, and the next one
 * counts on from their number. Where the ticket decided among equals who has a place and who has none, it has broken
 * the tie and they keep their places in the order: a tie wholly inside or outside the line is not broken.
 */
export function sharedRanks(round: RankedQuotaRound, result: RoundResult, hash: Hash): Map<string, number> {
  const kinds = new Map(result.seats.map(({ no, kind }) => [no, kind]))
  const quotas = new Set(round.quotas?.map(({ group }) => group))
  const ranking = entriesOf(round, hash)
    .sort((a, b) => compareEntries(round.order, a, b))
    .map((entry) => ({ entry, kind: kinds.get(entry.no) }))
  const ranks = new Map<string, number>()
  let begin = 0
  ranking.forEach(({ entry }, index) => {
    const next = ranking[index + 1]
    if (next !== undefined && areEqual(entry, next.entry)) return
    const equals = ranking.slice(begin, index + 1)
    const isBroken = straddles(equals, quotas)
    for (const [position, each] of equals.entries())
      ranks.set(each.entry.no, begin + 1 + (isBroken ? position : 0))
    begin = index + 1
  })
  return ranks
}

/** Whether some of the equals have a place which the others wanted as well: an open one, or their group's. */
function straddles(equals: readonly Ranked[], quotas: ReadonlySet<string>): boolean {
  const taking = equals.filter(({ entry }) => entry.barred === undefined)
  const hasWaiting = taking.some(({ kind }) => kind === undefined)
  return taking.some(({ entry: { group }, kind }) => {
    if (kind === 'open') return hasWaiting
    if (kind === undefined || group === undefined || !quotas.has(group)) return false
    return taking.some((other) => other.entry.group === group && other.kind !== 'quota')
  })
}
