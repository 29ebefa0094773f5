import type { CountFact } from '../../../policy/index.ts'
import type { Leaf, LeafScope } from '../leaf.ts'
import { absentValue, leafKey } from './scope.ts'

/** A number as recorded: insured months as certified. */
export function countLeaf(fact: CountFact, scope: LeafScope): Leaf {
  const absent = absentValue(scope)
  return {
    key: leafKey(['count', fact], scope),
    fields: [fact],
    asksChildren: false,
    read: (who) => who[fact] ?? absent,
    basis: (_who, _at, value) => `${value} 个月`,
    turns: () => [],
  }
}
