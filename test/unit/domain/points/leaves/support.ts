import { type FactItem, PointsFacts } from '#shared/domain/people/index.ts'
import type { Leaf, LeafScope, Moment } from '#shared/domain/points/leaf.ts'
import { conditionLeaf, measureLeaf } from '#shared/domain/points/leaves/index.ts'
import { Condition, Measure, type OutsideList } from '#shared/policy/index.ts'
import { day } from '#test/unit/domain/support.ts'

export const OPEN: LeafScope = { department: null, whenAbsent: 'unknown' }
export const LENIENT: LeafScope = { department: null, whenAbsent: 'nothing' }

export function at(on: string, lists: readonly OutsideList[] = []): Moment {
  return { on: day(on), lists }
}

/** An item of a fact; a first day of null is not known, a last day of null is still to come. */
export function item(code: string, from: string | null, to: string | null = null): FactItem {
  return { code, from: from === null ? null : day(from), to: to === null ? null : day(to) }
}

export function measure(json: unknown, scope = OPEN): Leaf {
  return measureLeaf(Measure.parse(json), scope)
}

export function condition(json: unknown, scope = OPEN): Leaf {
  return conditionLeaf(Condition.parse(json), scope)
}

export function facts(json: Record<string, unknown>): PointsFacts {
  return PointsFacts.parse(json)
}

export function read(leaf: Leaf, json: Record<string, unknown>, on: string): number {
  return leaf.read(facts(json), at(on))
}

export function basis(leaf: Leaf, json: Record<string, unknown>, on: string): string {
  const who = facts(json)
  return leaf.basis(who, at(on), leaf.read(who, at(on)))
}

export function turns(leaf: Leaf, json: Record<string, unknown>, on: string): string[] {
  return leaf.turns(facts(json), at(on))
}
