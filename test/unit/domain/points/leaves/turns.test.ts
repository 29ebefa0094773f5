import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, fromDays, toDays } from '#shared/base/plain-date.ts'
import { YearMonth } from '#shared/base/year-month.ts'
import type { PersonFacts } from '#shared/domain/people/index.ts'
import type { Leaf } from '#shared/domain/points/leaf.ts'
import { day } from '#test/unit/domain/support.ts'
import { at, condition, item, measure } from './support.ts'

const FIRST = toDays(day('2019-12-01'))
const HORIZON = 1500

const dayArb = fc.integer({ min: 0, max: 2200 }).map((offset) => fromDays(FIRST + offset))
const windowArb = fc.oneof(
  fc.constant(undefined),
  fc.record({
    kind: fc.constant('last'),
    unit: fc.constantFrom('year', 'month'),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constant('years-to'),
    monthDay: fc.constantFrom('08-31', '02-29', '12-31'),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.constant({ kind: 'dates', from: '2021-01-31', to: '2023-02-28' }),
)
const gapsArb = fc.constantFrom({ kind: 'reset' }, { kind: 'exclude' }, { kind: 'tolerate', days: 40 })
const itemsArb = fc.array(
  fc
    .record({ from: dayArb, days: fc.option(fc.integer({ min: 0, max: 900 })) })
    .map(({ from, days }) => item('here', from, days === null ? null : addDays(from, days))),
  { maxLength: 3 },
)

function selection(window: unknown) {
  return { fact: 'permit', ...(window === undefined ? {} : { window }) }
}

const leafArb: fc.Arbitrary<Leaf> = fc.oneof(
  fc.constant(measure({ kind: 'age' })),
  fc.constantFrom('month', 'year').map((unit) => measure({ kind: 'since', fact: 'birth', unit })),
  fc
    .tuple(windowArb, gapsArb, fc.constantFrom('day', 'month', 'year'))
    .map(([window, gaps, unit]) => measure({ kind: 'periods', of: selection(window), unit, gaps })),
  windowArb.map((window) => measure({ kind: 'items', of: selection(window), take: 'count' })),
  fc
    .tuple(windowArb, fc.boolean())
    .map(([window, holding]) => condition({ kind: 'has', of: selection(window), holding, title: '示例' })),
  fc.tuple(windowArb, fc.constantFrom('cumulative', 'unbroken')).map(([window, run]) =>
    measure({
      kind: 'fund-months',
      funds: ['pension'],
      letters: ['P'],
      run,
      breakMonths: 1,
      ...(window === undefined ? {} : { window }),
    }),
  ),
)
const whoArb: fc.Arbitrary<PersonFacts> = fc.record({
  birth: fc.integer({ min: 0, max: 300 }).map((offset) => fromDays(FIRST - offset)),
  permit: itemsArb,
  pension: fc
    .stringMatching(/^[PB\- ]{1,60}$/)
    .map((months) => ({ from: YearMonth.parse('2020-01'), months })),
})

it('what is read moves on no other day than a turn', () => {
  fc.assert(
    fc.property(leafArb, whoArb, dayArb, (leaf, who, on) => {
      const turning = leaf.turns(who, at(on))
      expect(turning).toEqual([...new Set(turning)].sort())
      expect(turning.length).toBeLessThanOrEqual(24)
      const sure = turning.length < 24 ? addDays(on, HORIZON) : (turning.at(-1) ?? on)
      let before = leaf.read(who, at(on))
      for (let next = addDays(on, 1); next <= sure && next <= addDays(on, HORIZON); next = addDays(next, 1)) {
        const now = leaf.read(who, at(next))
        if (!Object.is(now, before)) expect(turning).toContain(next)
        before = now
      }
    }),
    { numRuns: 200 },
  )
})
