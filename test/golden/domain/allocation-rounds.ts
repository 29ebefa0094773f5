import {
  DeferredAcceptanceRound,
  RankedQuotaRound,
  type RoundResult,
  ticketOf,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'

export const SEED = 'example-seed'

export function list(more: object): RankedQuotaRound {
  return RankedQuotaRound.parse({
    format: 'counter.round/1',
    id: 'FORMATS',
    mechanism: 'ranked-quota',
    order: [
      { key: 'points', dir: 'desc' },
      { key: 'ticket', dir: 'asc' },
    ],
    seed: SEED,
    total: 2,
    ...more,
  })
}

export function schools(more: object): DeferredAcceptanceRound {
  return DeferredAcceptanceRound.parse({
    format: 'counter.round/1',
    id: 'FORMATS',
    mechanism: 'deferred-acceptance',
    order: [
      { key: 'class', dir: 'asc' },
      { key: 'points', dir: 'desc' },
      { key: 'ticket', dir: 'asc' },
    ],
    seed: SEED,
    ...more,
  })
}

export function person(
  no: string,
  points: number | string,
  more: { family?: string; [key: string]: unknown } = {},
) {
  return { no, points, consent: true, ...more }
}

export function seatedIn({ seats }: RoundResult): string[] {
  return seats.filter(({ place }) => place !== null).map(({ no }) => no)
}

/** Numbers in the order of their own tickets. */
export function byTicket(...numbers: string[]): string[] {
  const ticket = (no: string) => ticketOf(SEED, no, sha256)
  return numbers.toSorted((a, b) => (ticket(a) < ticket(b) ? -1 : 1))
}
