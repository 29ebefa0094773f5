import type { Fraction } from '../../../base/fraction.ts'
import type { PlainDate } from '../../../base/plain-date.ts'
import type { Figure, Reading } from '../../../policy/index.ts'

/** What every shape of rule is told besides the fact: the day, the indicator's cap, which source to follow. */
export interface RuleContext {
  on: PlainDate
  cap: Fraction
  reading: Reading
}

/**
 * What a rule says of one fact, before the cap: an exact amount with its formula and the figures it used, or that
 * a figure is not loaded. `basis` is the fact in words, `formula` the computation in words.
 */
export type RuleOutcome =
  | { loaded: true; exact: Fraction; basis: string; formula: string; figures: Figure[] }
  | { loaded: false; basis: string; formula: string; figures: Figure[] }
