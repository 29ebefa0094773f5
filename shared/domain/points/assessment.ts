import type { PlainDate } from '../../base/plain-date.ts'
import type { FactField, FigureStatus, OutsideList, PolicyLayer } from '../../policy/index.ts'

/** SCORED has points; UNKNOWN lacks a fact; NOT_LOADED lacks a figure or a list (未装载). Only SCORED counts. */
export type PointsLineState = 'SCORED' | 'UNKNOWN' | 'NOT_LOADED'

/** What a line is: an indicator's own points, a deduction, a replacement, or what caps and gates do to the sum. */
export type PointsLineKind = 'points' | 'deduction' | 'replacement' | 'adjustment'

/** What a line can still come to while something is open, in hundredths; a bound of null is not known. */
export interface OpenRange {
  min: number | null
  max: number | null
}

/**
 * One line of an assessment. Points are hundredths. `pointsX100` is what enters the total; `ownX100` what the
 * indicator comes to by itself, before a group or a replacement takes it out. `basis` is the fact in words, `formula`
 * the computation, `clause` the citation, `fields` the facts it rests on. `alternativeX100` is the amount under the
 * other reading of a conflict.
 */
export interface PointsLine {
  code: string
  name: string
  kind: PointsLineKind
  layer: PolicyLayer | null
  state: PointsLineState
  pointsX100: number | null
  ownX100: number | null
  capX100: number | null
  basis: string
  formula: string
  capped: boolean
  clause: string
  status: FigureStatus
  fields: readonly FactField[]
  verifiers: readonly string[]
  evidence: readonly string[]
  openX100: OpenRange | null
  alternativeX100: number | null
  note?: string
  remedy?: string
}

/** Why points may not be used, or that this is not known yet; `until` is the last day of a freeze. */
export interface StandingReason {
  code: string
  name: string
  clause: string
  text: string
  until: PlainDate | null
}

/** Whether the points may be used: open; frozen until a day; vetoed; a condition of taking part not met; unknown. */
export interface Standing {
  kind: 'open' | 'frozen' | 'vetoed' | 'not-admitted' | 'unknown'
  reasons: StandingReason[]
}

/**
 * A person's points on a day. The total is the sum of the scored lines, the adjustments among them. `complete` when
 * every line is scored. `atLeastX100` and `atMostX100` bound what the total can still become while lines are open;
 * null where nothing can be said.
 */
export interface PointsAssessment {
  packId: string
  on: PlainDate
  purpose: string
  lines: PointsLine[]
  totalX100: number
  atLeastX100: number | null
  atMostX100: number | null
  complete: boolean
  standing: Standing
  /** Codes of the lines that lack a fact. */
  unknown: string[]
  /** Codes of the lines that lack a figure. */
  notLoaded: string[]
}

/** What an assessment is asked beside the facts: a purpose (the pack's first where absent) and the lists loaded. */
export interface AssessmentOptions {
  purpose?: string
  lists?: readonly OutsideList[]
}
