import { assertNever } from '../../../base/assert-never.ts'
import type { Measure } from '../../../policy/index.ts'
import type { Leaf, LeafScope } from '../leaf.ts'
import { ageLeaf } from './age.ts'
import { countLeaf } from './count.ts'
import { fundMonthsLeaf } from './fund-months.ts'
import { itemsLeaf } from './items.ts'
import { periodsLeaf } from './periods.ts'
import { sinceLeaf } from './since.ts'

/** The leaf that reads a measure: a whole number, or `UNKNOWN`. */
export function measureLeaf(measure: Measure, scope: LeafScope): Leaf {
  switch (measure.kind) {
    case 'age':
      return ageLeaf()
    case 'count':
      return countLeaf(measure.fact, scope)
    case 'since':
      return sinceLeaf(measure, scope)
    case 'periods':
      return periodsLeaf(measure, scope)
    case 'fund-months':
      return fundMonthsLeaf(measure, scope)
    case 'items':
      return itemsLeaf(measure, scope)
    default:
      return assertNever(measure)
  }
}
