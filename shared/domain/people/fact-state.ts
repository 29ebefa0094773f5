import { z } from 'zod'
import { assertNever } from '../../base/assert-never.ts'
import { CounterError } from '../../base/failure.ts'
import type { FactKind, FactState } from './facts.ts'

/** What can become of a fact after it was recorded. */
export const FactEventKind = z.enum(['accept', 'reject', 'supersede', 'reinstate'])
export type FactEventKind = z.infer<typeof FactEventKind>

/** The state a fact is recorded in. */
export type InitialFactState = Extract<FactState, 'claimed' | 'accepted'>

/**
 * The state of a fact from the one it was recorded in and what became of it, oldest first. A claim is accepted or
 * rejected; what is claimed or accepted can lose its place to another or be rejected; `reinstate` gives back the
 * state it had before it was lost. @throws CounterError STORE_DAMAGED where one event does not follow from those before
 */
export function replay(initial: InitialFactState, events: readonly FactEventKind[]): FactState {
  return events.reduce<Life>(live, { state: initial, before: initial }).state
}

/** `before` is what a fact that lost its place goes back to. */
type Life = { state: FactState; before: InitialFactState }

function live({ state, before }: Life, event: FactEventKind): Life {
  const standing = state === 'claimed' || state === 'accepted' ? state : null
  switch (event) {
    case 'accept':
      if (standing !== 'claimed') throw contradiction()
      return { state: 'accepted', before: 'accepted' }
    case 'reject':
    case 'supersede':
      if (standing === null) throw contradiction()
      return { state: event === 'reject' ? 'rejected' : 'superseded', before: standing }
    case 'reinstate':
      if (standing !== null) throw contradiction()
      return { state: before, before }
    default:
      return assertNever(event)
  }
}

/** A fact with all that became of it, oldest first. */
export interface FactHistory {
  kind: FactKind
  slot: string
  initial: InitialFactState
  events: readonly FactEventKind[]
}

/**
 * The facts of one person that hold now, by replaying the history of each. @throws CounterError STORE_DAMAGED where
 * two hold for one kind and slot, or a history contradicts itself
 */
export function presentFacts<Fact extends FactHistory>(facts: readonly Fact[]): Fact[] {
  const present = facts.filter(({ initial, events }) => replay(initial, events) === 'accepted')
  const places = new Set(present.map(({ kind, slot }) => `${kind} ${slot}`))
  if (places.size < present.length) throw contradiction()
  return present
}

function contradiction(): CounterError {
  return new CounterError(
    'STORE_DAMAGED',
    '一项事实的采信记录前后矛盾，无法得出当前以哪一条为准，为免误办已停止。',
    {
      hint: '请不要继续办理，联系系统管理员核对备份。',
    },
  )
}
