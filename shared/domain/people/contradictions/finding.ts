import type { PlainDate } from '../../../base/plain-date.ts'
import type { FactPeriod, FactSource, FactValue } from '../facts.ts'
import type { HeldFact } from '../slot.ts'

/** A fact as somebody states it. */
export interface StatedFact {
  value: FactValue
  valid: FactPeriod
  source: FactSource
}

/** What is known of the person: the birth date, the accepted facts, and the day on which the fact is stated. */
export interface KnownPerson {
  birth: PlainDate
  facts: readonly HeldFact[]
  on: PlainDate
}

/**
 * What speaks against a fact: `refuse` cannot be, `warn` asks for a second look. `at` is the field as the recording
 * form names it, `message` has no full stop, `remedy` is a sentence.
 */
export interface FactFinding {
  at: string
  severity: 'refuse' | 'warn'
  message: string
  remedy: string
}

/** What to do where the fault can only be on the form. */
export const COMPARE = '请照证件或证明原件核对后重新填写。'

export function refuse(at: string, message: string, remedy = COMPARE): FactFinding {
  return { at, severity: 'refuse', message, remedy }
}

export function warn(at: string, message: string, remedy: string): FactFinding {
  return { at, severity: 'warn', message, remedy }
}

type OfKind<Kind extends FactValue['kind']> = Extract<FactValue, { kind: Kind }>

/** The accepted values of one kind, in the order in which they came to hold. */
export function knownOfKind<Kind extends FactValue['kind']>(
  { facts }: KnownPerson,
  kind: Kind,
): OfKind<Kind>[] {
  return facts.map(({ value }) => value).filter((value): value is OfKind<Kind> => value.kind === kind)
}
