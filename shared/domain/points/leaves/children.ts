import { fullYears, type PlainDate } from '../../../base/plain-date.ts'
import type { Condition } from '../../../policy/index.ts'
import type { PersonFacts } from '../../people/index.ts'
import { type Leaf, type LeafScope, type Moment, UNKNOWN } from '../leaf.ts'
import { allOf, anyOf, notOf } from './kleene.ts'
import { absentValue, leafKey } from './scope.ts'
import { soonest, unitDay } from './turns.ts'
import { verdictText } from './verdict-text.ts'

type Children = Extract<Condition, { kind: 'children' }>

/**
 * Whether every child below an age meets a condition, and there is one. A child born after the day is none yet; one
 * whose birth is not known may be below the age or not.
 */
export function childrenLeaf({ below, title }: Children, each: Leaf, scope: LeafScope): Leaf {
  const absent = absentValue(scope)
  return {
    key: leafKey(['children', below, each.key, title], scope),
    fields: [],
    asksChildren: true,
    read({ children }, at) {
      if (children === undefined) return absent
      const young = children.map(({ birth }) => isBelow(birth, below, at.on))
      const meets = children.map((child, index) =>
        young[index] === 0 ? 1 : anyOf([notOf(young[index] ?? UNKNOWN), each.read(child, at)]),
      )
      return allOf([anyOf(young), ...meets])
    },
    basis: (_who, _at, value) => verdictText(title, value),
    turns: ({ children }, at) =>
      soonest(
        (children ?? []).flatMap((child) => childTurns(child, { below, each, at })),
        at.on,
      ),
  }
}

function isBelow(birth: PlainDate | undefined, below: number, on: PlainDate): number {
  if (birth === undefined) return UNKNOWN
  return birth <= on && fullYears(birth, on) < below ? 1 : 0
}

function childTurns(
  child: PersonFacts,
  { below, each, at }: { below: number; each: Leaf; at: Moment },
): PlainDate[] {
  const { birth } = child
  if (birth === undefined) return each.turns(child, at)
  const own = [birth, unitDay(birth, 'year', below)]
  // A condition on age refuses a birth after the day.
  return birth > at.on ? own : [...own, ...each.turns(child, at)]
}
