import type { PlainDate } from '../../base/plain-date.ts'
import type { FactField, FigureStatus } from '../../policy/index.ts'

/** SCORED has points; UNKNOWN lacks the fact; NOT_LOADED lacks the figure (未装载). Only SCORED counts. */
export type PointsLineState = 'SCORED' | 'UNKNOWN' | 'NOT_LOADED'

/**
 * One indicator's line. Points are hundredths. `basis` is the fact in words, `formula` the computation, `clause`
 * the citation. `openX100` is what the line can still come to while its fact is unknown; null when the line is
 * scored or nothing can be said. `alternativeX100` is the amount under the other reading of a conflict.
 */
export interface PointsLine {
  code: string
  name: string
  fact: FactField
  state: PointsLineState
  pointsX100: number | null
  capX100: number | null
  basis: string
  formula: string
  capped: boolean
  clause: string
  status: FigureStatus
  openX100: { min: number; max: number } | null
  alternativeX100: number | null
  note?: string
  remedy?: string
}

/** A person's points on a day. The total is the sum of the scored lines; `complete` when every line is scored. */
export interface PointsAssessment {
  packId: string
  on: PlainDate
  lines: PointsLine[]
  totalX100: number
  complete: boolean
  /** Codes of the lines that lack a fact. */
  unknown: string[]
  /** Codes of the lines that lack a figure. */
  notLoaded: string[]
}
