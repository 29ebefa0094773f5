import { assertNever } from '../../../base/assert-never.ts'
import type { PlainDate } from '../../../base/plain-date.ts'
import type { Condition, Measure } from '../../../policy/index.ts'
import { type Leaf, type LeafScope, type Moment, UNKNOWN, type Who } from '../leaf.ts'
import { childrenLeaf } from './children.ts'
import { itemTest } from './item-test.ts'
import { allOf, anyOf, notOf } from './kleene.ts'
import { listedLeaf } from './listed.ts'
import { measureLeaf } from './measure.ts'
import { absentValue, leafKey } from './scope.ts'
import { soonest, unitDay } from './turns.ts'
import { verdictText } from './verdict-text.ts'

type Kind<K extends Condition['kind']> = Extract<Condition, { kind: K }>

/**
 * The leaf that reads a condition, in Kleene logic: 1 holds, 0 does not, `UNKNOWN` lacks a fact, `NOT_LOADED` lacks a
 * list. What is open matters only where the rest leaves the answer open.
 */
export function conditionLeaf(condition: Condition, scope: LeafScope): Leaf {
  switch (condition.kind) {
    case 'has':
      return hasLeaf(condition, scope)
    case 'reaches':
      return reachesLeaf(condition, scope)
    case 'known-by':
      return knownByLeaf(condition, scope)
    case 'listed':
      return listedLeaf(condition, scope)
    case 'children':
      return childrenLeaf(condition, conditionLeaf(condition.each, scope), scope)
    case 'all':
    case 'any':
      return joinedLeaf(condition, scope)
    case 'not':
      return notLeaf(conditionLeaf(condition.of, scope))
    default:
      return assertNever(condition)
  }
}

function hasLeaf({ of, holding, title }: Kind<'has'>, scope: LeafScope): Leaf {
  const absent = absentValue(scope)
  const test = itemTest(of, { holding, department: scope.department })
  return {
    key: leafKey(['has', of, holding, title], scope),
    fields: [of.fact],
    asksChildren: false,
    read(who, { on }) {
      const items = who[of.fact]
      if (items === undefined) return absent
      let open = false
      for (const item of items) {
        const verdict = test.verdict(item, on)
        if (verdict === 'counts') return 1
        if (verdict === 'open') open = true
      }
      return open ? UNKNOWN : 0
    },
    basis: (_who, _at, value) => verdictText(title, value),
    turns: (who, { on }) =>
      soonest(
        (who[of.fact] ?? []).flatMap((item) => test.turns(item, on)),
        on,
      ),
  }
}

function reachesLeaf({ measure, atLeast, title }: Kind<'reaches'>, scope: LeafScope): Leaf {
  const leaf = measureLeaf(measure, scope)
  return {
    key: leafKey(['reaches', leaf.key, atLeast, title], scope),
    fields: leaf.fields,
    asksChildren: leaf.asksChildren,
    read(who, at) {
      const value = leaf.read(who, at)
      if (Number.isNaN(value)) return UNKNOWN
      return value >= atLeast ? 1 : 0
    },
    basis: (who, at, value) => `${verdictText(title, value)}（${leaf.basis(who, at, leaf.read(who, at))}）`,
    turns: (who, at) =>
      countsFromOneDay(measure) ? soonest(reachDay(measure, atLeast, who), at.on) : leaf.turns(who, at),
  }
}

type FromOneDay = Extract<Measure, { kind: 'age' | 'since' }>

function countsFromOneDay(measure: Measure): measure is FromOneDay {
  return measure.kind === 'age' || measure.kind === 'since'
}

/** The one day on which a count from one day gets there, however far it is. */
function reachDay(measure: FromOneDay, atLeast: number, who: Who): PlainDate[] {
  const since = measure.kind === 'age' ? who.birth : who[measure.fact]
  return since === undefined ? [] : [unitDay(since, measure.kind === 'age' ? 'year' : measure.unit, atLeast)]
}

function knownByLeaf({ fact, title }: Kind<'known-by'>, scope: LeafScope): Leaf {
  const absent = absentValue(scope)
  return {
    key: leafKey(['known-by', fact, title], scope),
    fields: [fact],
    asksChildren: false,
    read(who, { on }) {
      const day = who[fact]
      if (day === undefined) return absent
      return day <= on ? 1 : 0
    },
    basis: (_who, _at, value) => verdictText(title, value),
    turns(who, { on }) {
      const day = who[fact]
      return day === undefined ? [] : soonest([day], on)
    },
  }
}

function joinedLeaf({ kind, of }: Kind<'all' | 'any'>, scope: LeafScope): Leaf {
  const parts = of.map((part) => conditionLeaf(part, scope))
  const read = kind === 'all' ? allOf : anyOf
  const valuesOf = (who: Who, at: Moment) => parts.map((part) => part.read(who, at))
  return {
    key: leafKey([kind, ...parts.map(({ key }) => key)], scope),
    fields: [...new Set(parts.flatMap(({ fields }) => fields))],
    asksChildren: parts.some(({ asksChildren }) => asksChildren),
    read: (who, at) => read(valuesOf(who, at)),
    basis(who, at, value) {
      const values = valuesOf(who, at)
      return parts
        .filter((_, index) => values[index] === value)
        .map((part) => part.basis(who, at, value))
        .join('，')
    },
    turns: (who, at) =>
      soonest(
        parts.flatMap((part) => part.turns(who, at)),
        at.on,
      ),
  }
}

function notLeaf(leaf: Leaf): Leaf {
  return {
    key: `not ${leaf.key}`,
    fields: leaf.fields,
    asksChildren: leaf.asksChildren,
    read: (who, at) => notOf(leaf.read(who, at)),
    basis: (who, at, value) => leaf.basis(who, at, notOf(value)),
    turns: (who, at) => leaf.turns(who, at),
  }
}
