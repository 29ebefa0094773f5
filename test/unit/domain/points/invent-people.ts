import fc from 'fast-check'
import { fromDays, type PlainDate, toDays } from '#shared/base/plain-date.ts'
import { PointsFacts } from '#shared/domain/points/index.ts'
import { type FundFact, ITEM_VOCABULARY, type ItemFact } from '#shared/policy/index.ts'
import { day } from '../support.ts'

/** What random packs ask of random people. */
export const FACTS = [
  'education',
  'skill',
  'housing',
  'office',
  'honour',
  'blood',
  'tax',
  'patent',
  'offence',
  'award',
] as const
export const FUNDS: readonly FundFact[] = ['pension', 'medical', 'housingFund']
export const DEPARTMENTS = ['公安', '人社', '住建']
export const OPTIONS = ['first', 'second'] as const

const date = (from: string, to: string): fc.Arbitrary<PlainDate> =>
  fc.integer({ min: toDays(day(from)), max: toDays(day(to)) }).map(fromDays)

function items(fact: ItemFact) {
  const item = fc
    .record({
      code: fc.constantFrom(...ITEM_VOCABULARY[fact].codes),
      from: fc.option(date('2018-01-01', '2026-06-30'), { nil: null, freq: 8 }),
      to: fc.option(date('2024-01-01', '2027-12-31'), { nil: null }),
      amount: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined, freq: 6 }),
      department: fc.option(fc.constantFrom(...DEPARTMENTS), { nil: undefined, freq: 3 }),
      label: fc.option(fc.constantFrom('示例镇', '示例村'), { nil: undefined }),
      owners: fc.option(fc.integer({ min: 1, max: 16 }), { nil: undefined }),
      first: fc.option(fc.boolean(), { nil: undefined }),
    })
    .map(defined)
  // Everybody has an education, and has it for life.
  return fact === 'education'
    ? fc.array(item, { minLength: 1, maxLength: 3 }).map((all) => all.map((one) => ({ ...one, from: null })))
    : fc.array(item, { maxLength: 4 })
}

const personShape = {
  birth: date('1955-01-01', '2015-12-31'),
  residenceRegisteredOn: date('2010-01-01', '2026-06-30'),
  permitIssuedOn: date('2012-01-01', '2026-12-31'),
  appliedOn: date('2025-01-01', '2026-03-31'),
  insuredMonths: fc.integer({ min: 0, max: 300 }),
  ...Object.fromEntries(FACTS.map((fact) => [fact, items(fact)])),
  ...Object.fromEntries(
    FUNDS.map((fund) => [
      fund,
      fc
        .string({ unit: fc.constantFrom('P', 'B', 'T', '-', ' '), minLength: 1, maxLength: 40 })
        .map((months) => ({
          from: '2021-03',
          months,
        })),
    ]),
  ),
}

const person = fc.record(personShape, { requiredKeys: [] })

/** A person with family of whom anything may be known or not. */
export const anyPerson: fc.Arbitrary<PointsFacts> = fc
  .record(
    {
      ...personShape,
      spouse: fc.option(person, { nil: null }),
      guardians: fc.array(person, { maxLength: 2 }),
      choices: fc.record(
        { home: fc.constantFrom(...OPTIONS), group: fc.constantFrom('ind-1', 'IND-2', 'ind-7') },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  )
  .map((facts) => PointsFacts.parse(facts))

function defined<Item extends object>(item: Item) {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined))
}
