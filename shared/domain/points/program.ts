import type {
  Figure,
  FigureStatus,
  Freeze,
  Gate,
  IndicatorGroup,
  PointsIndicator,
  PointsPack,
  PolicyLayer,
} from '../../policy/index.ts'
import type { FactSource, RuleNode } from './rules/index.ts'
import type { Ledger, Rounding } from './scale.ts'

/** In which place of an application a person stands. */
export type Role = 'applicant' | 'spouse' | 'guardian'
export const ROLES: readonly Role[] = ['applicant', 'spouse', 'guardian']

/** What is read of every person in a role, as seen from the day of assessment or that of the application. */
export interface Column {
  source: FactSource
  asOf: PointsIndicator['asOf']
}

/**
 * All that is read and computed of the people in one role. `nodes` follow the sources chosen, `others` the other
 * reading of conflicts, which only a traced assessment asks for; so are the columns from `chosenColumns` on.
 */
export interface Part {
  columns: Column[]
  chosenColumns: number
  nodes: RuleNode[]
  others: RuleNode[]
}

/** An indicator's rule for people in one role, and what it rests on. */
export interface Root {
  node: RuleNode
  sources: readonly { column: number; source: FactSource }[]
}

/** An indicator's rule under one reading. A `cap` of Infinity is none. */
export interface Scoring {
  cap: number
  roots: Partial<Record<Role, Root>>
}

/** One indicator as compiled. */
export interface IndicatorProgram {
  indicator: PointsIndicator
  /** The sign of its points in the total. */
  sign: 1 | -1
  /** Null where the rule or the cap is not loaded. */
  chosen: Scoring | null
  /** Null where no figure has another reading. */
  alternative: Scoring | null
  /** The applicant's column of ages, where guardians stand in for minors. */
  age: number | null
}

/** Indicators of which the highest or the chosen one counts, or all up to a cap, which then is one of the bounds. */
export interface GroupProgram {
  group: IndicatorGroup
  members: readonly number[]
  /** The applicant's column of the choice. */
  choice: number | null
}

/** An indicator whose points, while it has any, take the place of another's. */
export interface Replacement {
  line: number
  target: number
}

/**
 * A bound on the sum of some lines and earlier bounds, or of all (null): a cap, a floor, or a cap on what deductions
 * take away. `amount` as the ledger has it, NOT_LOADED where the figure is not read.
 */
export interface Bound {
  side: 'cap' | 'floor' | 'deductions'
  amount: number
  lines: readonly number[] | null
  adjustments: readonly number[]
}

/** What a line of an adjustment says, whatever its amount. */
export interface Adjustment {
  code: string
  name: string
  layer: PolicyLayer | null
  /** The bound itself; null where there is none. */
  figure: Figure | null
  clause: string
  status: FigureStatus
}

/** A gate of the whole result; `column` of the applicant holds its condition. */
export interface GateProgram {
  gate: Gate
  kind: 'requires' | 'vetoes'
  column: number
}

/** `column` of the applicant holds the last day of the freeze as `toDays`, 0 where nothing is frozen. */
export interface FreezeProgram {
  freeze: Freeze
  column: number
}

/** A pack as compiled for one purpose. Amounts are whole parts of a point, `one` of which make a point. */
export interface Program {
  pack: PointsPack
  purpose: string
  one: number
  ledger: Ledger
  /** How the total is rounded; null where lines are. */
  totalRounding: Rounding | null
  parts: Record<Role, Part>
  lines: readonly IndicatorProgram[]
  /** The signs of the lines. */
  signs: Int8Array
  replacements: readonly Replacement[]
  groups: readonly GroupProgram[]
  /** Caps of groups, of layers and of the total, then the floor, in this order. */
  bounds: readonly Bound[]
  /** One for each bound, then the rounding of the total and the gates, where there are any. */
  adjustments: readonly Adjustment[]
  gates: readonly GateProgram[]
  freezes: readonly FreezeProgram[]
}
