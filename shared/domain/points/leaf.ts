import type { PlainDate } from '../../base/plain-date.ts'
import type { FactField, OutsideList } from '../../policy/index.ts'
import type { FactItem, PersonFacts, PointsFacts } from '../people/index.ts'

/** The facts a leaf looks at: one person's own, and the children where a condition asks for them. */
export type Who = PersonFacts & Pick<PointsFacts, 'children'>

/** The day facts are looked at, and the outside lists that are loaded. */
export interface Moment {
  on: PlainDate
  lists: readonly OutsideList[]
}

/** What narrows a leaf: the records of one department alone, and what no record at all means. */
export interface LeafScope {
  department: string | null
  whenAbsent: 'unknown' | 'nothing'
}

/** A fact that is not known; never zero. Every comparison with it is false, and sums with it stay unknown. */
export const UNKNOWN = Number.NaN
/** A figure or list that is not loaded; never zero. Tell it from numbers before capping. */
export const NOT_LOADED = Number.POSITIVE_INFINITY

/**
 * Reads one number from a person's facts: what rules rest on. Leaves with the same `key` read the same and are read
 * once. A condition reads 1, 0, `UNKNOWN` or `NOT_LOADED`.
 */
export interface Leaf {
  key: string
  /** The person's own facts it rests on. */
  fields: readonly FactField[]
  /** Whether it rests on the person's children and what is known of them. */
  asksChildren: boolean
  read(who: Who, at: Moment): number
  /** The fact in words for the card, given what was read; only called for numbers. */
  basis(who: Who, at: Moment, value: number): string
  /** Days after the moment on which what is read may move by itself, soonest first, at most a few. */
  turns(who: Who, at: Moment): PlainDate[]
}

/** Selects items of one fact; undefined where the fact is unknown. */
export interface ItemReader {
  key: string
  fields: readonly FactField[]
  select(who: Who, at: Moment): readonly FactItem[] | undefined
  /** Items in words, shortened where they are many. */
  basis(items: readonly FactItem[]): string
  turns(who: Who, at: Moment): PlainDate[]
}
