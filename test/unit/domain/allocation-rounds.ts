import {
  DeferredAcceptanceRound,
  type Holdings,
  parseRound,
  type Round,
} from '#shared/domain/allocation/index.ts'

export const TICKET = { key: 'ticket', dir: 'asc' }
export const POINTS = { key: 'points', dir: 'desc' }
export const CLASS = { key: 'class', dir: 'asc' }

export function list(more: object): Round {
  const head = { format: 'counter.round/1', id: 'AFTER', mechanism: 'ranked-quota', seed: 'example-seed' }
  return parseRound({ ...head, order: [POINTS, TICKET], ...more })
}

export function schools(more: object): DeferredAcceptanceRound {
  const head = {
    format: 'counter.round/1',
    id: 'AFTER',
    mechanism: 'deferred-acceptance',
    seed: 'example-seed',
  }
  return DeferredAcceptanceRound.parse({ ...head, order: [CLASS, POINTS, TICKET], ...more })
}

export function member(no: string, points: number, group: string, more: object = {}) {
  return { no, points, group, consent: true, ...more }
}

export function child(no: string, points: number, wishes: string[], more: object = {}) {
  return { no, points, wishes: wishes.map((place) => ({ place, class: 1 })), ...more }
}

/** What is held after some have left. */
export function without({ places }: Holdings, ...left: string[]): Holdings {
  return { places, left: new Set(left) }
}
