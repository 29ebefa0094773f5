import { CounterError } from '../../../base/failure.ts'
import { fullYears, type PlainDate } from '../../../base/plain-date.ts'
import { type Leaf, UNKNOWN } from '../leaf.ts'
import { comingUnits, soonest } from './turns.ts'

/**
 * Full years of age on the day. A birth that is not recorded is unknown in every scope: nobody is aged 0 for want of
 * a paper. A birth after the day is refused as BAD_INPUT.
 */
export function ageLeaf(): Leaf {
  return {
    key: 'age',
    fields: ['birth'],
    asksChildren: false,
    read: ({ birth }, { on }) => (birth === undefined ? UNKNOWN : ageOn(birth, on)),
    basis: (_who, _at, value) => `${value} 周岁`,
    turns: ({ birth }, { on }) =>
      birth === undefined ? [] : soonest(comingUnits(birth, 'year', ageOn(birth, on)), on),
  }
}

function ageOn(birth: PlainDate, on: PlainDate): number {
  if (birth > on)
    throw new CounterError('BAD_INPUT', '出生日期晚于计算日期，无法计算年龄。', {
      at: 'birth',
      hint: '请核对证件号码和计算日期。',
    })
  return fullYears(birth, on)
}
