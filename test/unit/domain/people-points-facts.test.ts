import { describe, expect, it } from 'vitest'
import {
  type FactPeriod,
  FactValue,
  findFact,
  type HeldFact,
  PointsFacts,
  packUsesFamily,
  permitPeriods,
  personFactsOf,
  pointsFactsOf,
  withoutPeriods,
} from '#shared/domain/people/index.ts'
import { Condition, type PointsIndicator } from '#shared/policy/index.ts'
import { day } from '#test/unit/domain/support.ts'

const OPEN: FactPeriod = { from: null, to: null }

function held(json: unknown, valid = OPEN, department?: string): HeldFact {
  const value = FactValue.parse(json)
  return department === undefined ? { value, valid } : { value, valid, department }
}
function period(from: string | null, to: string | null): FactPeriod {
  return { from: from === null ? null : day(from), to: to === null ? null : day(to) }
}
function facts(...list: HeldFact[]): PointsFacts {
  return pointsFactsOf(list, { birth: null })
}

const permit = (issuedOn: string, endorsedUntil: string) => ({ kind: 'permit', issuedOn, endorsedUntil })
const endorsement = (endorsedOn: string, until: string) => ({ kind: 'endorsement', endorsedOn, until })
const nothing = (field: string) => held({ kind: 'nothing', field, checkedOn: '2022-06-01' })
const months = (letters: string, fund = 'pension', from = '2022-01') =>
  held({ kind: 'contribution', fund, from, months: letters })

describe('what nothing is known of', () => {
  it('stays absent, and a known none is told apart from it', () => {
    expect(facts()).toStrictEqual({})
    expect(facts(held({ kind: 'hukou', inCixi: false }))).toStrictEqual({})
    expect(facts(held({ kind: 'skill', level: 'none' }))).toStrictEqual({
      skill: [{ code: 'none', from: null, to: null }],
    })
    expect(facts(nothing('offence'))).toStrictEqual({ offence: [] })
    expect(facts(nothing('blood'))).toStrictEqual({ blood: [] })
  })

  it('is not known either where a department looked, once there is a record', () => {
    const fined = held({ kind: 'offence', nature: 'traffic', document: '示例1号', decidedOn: '2022-05-01' })
    const items = [{ code: 'traffic', from: '2022-05-01', to: '2022-05-01' }]
    expect(facts(nothing('offence'), fined).offence).toEqual(items)
    expect(facts(fined, nothing('offence')).offence).toEqual(items)
  })

  it('is told for each field alone: a donation of blood says nothing of money or organs', () => {
    const blood = held({ kind: 'donation', what: 'blood', donatedOn: '2022-05-01', amount: 400 })
    expect(facts(blood)).toStrictEqual({
      blood: [{ code: 'whole', from: '2022-05-01', to: '2022-05-01', amount: 400 }],
    })
    expect(facts(blood, nothing('organ'))).toMatchObject({ organ: [] })
  })
})

describe('items', () => {
  it.each([
    ['education', { kind: 'education', level: 'master' }, { code: 'master' }],
    ['housing', { kind: 'housing', tenure: 'owned', areaSquareMetres: 75 }, { code: 'owned', amount: 75 }],
    [
      'office',
      { kind: 'office', what: 'shortageJob', title: '示例工种' },
      { code: 'shortageJob', label: '示例工种' },
    ],
    [
      'jobs',
      { kind: 'jobs', employer: '示例店', hired: 3 },
      { code: 'localHired', amount: 3, label: '示例店' },
    ],
  ])('of %s hold for the days of the record', (field, json, item) => {
    const given = facts(held(json, period('2020-01-01', '2022-12-31'), '人社'))
    expect(given).toStrictEqual({
      [field]: [{ ...item, from: '2020-01-01', to: '2022-12-31', department: '人社' }],
    })
  })

  it.each([
    [
      'honour',
      { kind: 'honour', title: '示例', level: 'city', awardedOn: '2022-05-01' },
      { code: 'merit.city', label: '示例' },
    ],
    [
      'honour',
      { kind: 'honour', title: '示例', level: 'city', category: 'goodDeed', awardedOn: '2022-05-01' },
      { code: 'goodDeed.city', label: '示例' },
    ],
    [
      'blood',
      { kind: 'donation', what: 'platelets', donatedOn: '2022-05-01', amount: null },
      { code: 'platelets' },
    ],
    [
      'organ',
      { kind: 'donation', what: 'marrow', donatedOn: '2022-05-01', amount: null },
      { code: 'marrow' },
    ],
    [
      'donation',
      { kind: 'donation', what: 'money', donatedOn: '2022-05-01', amount: 50_000 },
      { code: 'money', amount: 50_000 },
    ],
    [
      'patent',
      {
        kind: 'patent',
        what: 'ordinary',
        title: '示例',
        number: 'ZL1',
        grantedOn: '2022-05-01',
        owners: 3,
        first: true,
      },
      { code: 'ordinary', owners: 3, first: true, label: 'ZL1' },
    ],
    [
      'award',
      { kind: 'award', giver: 'town', by: '示例镇', pointsX100: 200, awardedOn: '2022-05-01' },
      { code: 'town', amount: 200, label: '示例镇' },
    ],
    [
      'offence',
      { kind: 'offence', nature: 'dishonesty', document: '示例', decidedOn: '2022-05-01' },
      { code: 'dishonesty' },
    ],
  ])('of %s happened on one day', (field, json, item) => {
    expect(facts(held(json))).toStrictEqual({ [field]: [{ ...item, from: '2022-05-01', to: '2022-05-01' }] })
  })

  it.each([
    [
      'service',
      { kind: 'service', organisation: '示例队', year: 2021, hours: 36 },
      { code: 'hours', amount: 36, label: '示例队' },
    ],
    [
      'tax',
      { kind: 'tax', payer: 'investment', year: 2021, amountFen: 100 },
      { code: 'investment', amount: 100 },
    ],
    ['stay', { kind: 'stay', season: 'springFestival', year: 2021 }, { code: 'springFestival' }],
  ])('of %s hold the whole year they are recorded for', (field, json, item) => {
    expect(facts(held(json))).toStrictEqual({ [field]: [{ ...item, from: '2021-01-01', to: '2021-12-31' }] })
  })

  it('of a season that was registered hold on that day, whatever the year', () => {
    const stay = { kind: 'stay', season: 'springFestival', year: 2026, registeredOn: '2026-02-12' }
    expect(facts(held(stay)).stay).toEqual([{ code: 'springFestival', from: '2026-02-12', to: '2026-02-12' }])
  })

  it('of sanitation work are work as well, with the trade as its label', () => {
    const work = {
      kind: 'employment',
      employer: '示例厂',
      uscc: '91330282MA2AF00X1K',
      town: '示例镇',
      union: null,
      frontline: null,
    }
    const codes = (json: unknown) => facts(held(json)).employment?.map(({ code, label }) => [code, label])
    expect(codes(work)).toEqual([['contract', undefined]])
    expect(codes({ ...work, sanitation: true, occupation: '示例工种' })).toEqual([
      ['contract', '示例工种'],
      ['sanitation', '示例工种'],
    ])
    expect(codes({ ...work, basis: 'fishery' })).toEqual([['fishery', undefined]])
  })

  it('are two where a person has a title and a certificate; two of one kind are refused', () => {
    const skill = (level: string) => held({ kind: 'skill', level })
    expect(facts(skill('titleMid'), skill('level2')).skill?.map(({ code }) => code)).toEqual([
      'titleMid',
      'level2',
    ])
    expect(() => facts(skill('level3'), skill('level2'))).toThrow('两个现行数值')
  })

  it('are ones the contract of points facts takes', () => {
    const given = facts(
      held(permit('2020-05-01', '2022-05-01')),
      held({ kind: 'residence', registeredOn: '2019-01-01' }),
      months('PB-T'),
      nothing('award'),
    )
    expect(PointsFacts.parse(given)).toEqual(given)
  })
})

describe('residence', () => {
  const registered = (registeredOn: string, valid = OPEN) => held({ kind: 'residence', registeredOn }, valid)

  it('is a period from its registration, and the day of the one that holds now', () => {
    const earlier = registered('2015-03-01', period(null, '2018-02-28'))
    expect(facts(earlier, registered('2020-06-18'))).toStrictEqual({
      residenceRegisteredOn: '2020-06-18',
      residence: [
        { code: 'here', from: '2015-03-01', to: '2018-02-28' },
        { code: 'here', from: '2020-06-18', to: null },
      ],
    })
    expect(facts(earlier)).not.toHaveProperty('residenceRegisteredOn')
  })

  it('that holds twice is refused', () => {
    expect(() => facts(registered('2020-06-18'), registered('2021-06-18'))).toThrow('两个现行数值')
  })
})

describe('the permit', () => {
  const periods = (...list: unknown[]) => permitPeriods(list.map((json) => FactValue.parse(json)))

  it('is one period from issue to the last endorsement where none was missed', () => {
    expect(periods(permit('2020-05-01', '2023-05-01'))).toEqual([{ from: '2020-05-01', to: '2023-05-01' }])
    const yearly = [endorsement('2021-04-20', '2022-05-01'), endorsement('2022-05-01', '2023-05-01')]
    expect(periods(permit('2020-05-01', '2021-05-01'), ...yearly)).toEqual([
      { from: '2020-05-01', to: '2023-05-01' },
    ])
  })

  it('is two where an endorsement came late: the day after the last covered one is the first that is late', () => {
    const made = (endorsedOn: string) =>
      periods(permit('2020-05-01', '2021-05-01'), endorsement(endorsedOn, '2022-05-01'))
    expect(made('2021-05-02')).toEqual([{ from: '2020-05-01', to: '2022-05-01' }])
    expect(made('2021-05-03')).toEqual([
      { from: '2020-05-01', to: '2021-05-01' },
      { from: '2021-05-03', to: '2022-05-01' },
    ])
  })

  it('with only its latest endorsement on record has held since its issue, as it states itself', () => {
    const stated = permit('2018-05-01', '2026-05-01')
    const whole = [{ from: '2018-05-01', to: '2026-05-01' }]
    expect(periods(stated)).toEqual(whole)
    expect(periods(stated, endorsement('2025-04-20', '2026-05-01'))).toEqual(whole)
    // Made on the anniversary, or on the day after, it is in time as well.
    expect(periods(stated, endorsement('2025-05-01', '2026-05-01'))).toEqual(whole)
    expect(periods(stated, endorsement('2025-05-02', '2026-05-01'))).toEqual(whole)
    expect(periods(stated, endorsement('2025-05-03', '2026-05-01'))).toEqual([
      { from: '2018-05-01', to: '2025-05-01' },
      { from: '2025-05-03', to: '2026-05-01' },
    ])
  })

  it('endorsed ahead after a year of which nothing is recorded has held since nobody knows when', () => {
    const first = permit('2020-05-01', '2021-05-01')
    expect(periods(first, endorsement('2023-04-20', '2024-05-01'))).toEqual([
      { from: '2020-05-01', to: '2021-05-01' },
      { from: null, to: '2024-05-01' },
    ])
    // Endorsed late after such a year, the break is known, and so is the day on which it ended.
    expect(periods(first, endorsement('2023-07-10', '2024-05-01'))).toEqual([
      { from: '2020-05-01', to: '2021-05-01' },
      { from: null, to: '2023-05-01' },
      { from: '2023-07-10', to: '2024-05-01' },
    ])
  })

  it('of 29 February is full and to be endorsed on the last of February', () => {
    const leap = permit('2020-02-29', '2021-02-28')
    const made = (endorsedOn: string) => periods(leap, endorsement(endorsedOn, '2022-02-28'))
    expect(made('2021-02-28')).toEqual([{ from: '2020-02-29', to: '2022-02-28' }])
    expect(made('2021-03-01')).toEqual([{ from: '2020-02-29', to: '2022-02-28' }])
    expect(made('2021-03-02')).toEqual([
      { from: '2020-02-29', to: '2021-02-28' },
      { from: '2021-03-02', to: '2022-02-28' },
    ])
  })

  it('reaches the facts with its issue and its department', () => {
    const list = [
      held(permit('2020-05-01', '2021-05-01'), OPEN, '公安'),
      held(endorsement('2021-07-01', '2022-07-01')),
    ]
    expect(facts(...list)).toStrictEqual({
      permitIssuedOn: '2020-05-01',
      permit: [
        { code: 'here', from: '2020-05-01', to: '2021-05-01', department: '公安' },
        { code: 'here', from: '2021-07-01', to: '2022-07-01', department: '公安' },
      ],
    })
    expect(facts(held(endorsement('2021-07-01', '2022-07-01')))).toStrictEqual({})
    expect(facts(nothing('permit'))).toStrictEqual({ permit: [] })
  })
})

describe('insurance', () => {
  it('is what the certificate states or more months that were paid; letters stay as they are', () => {
    const certified = held({ kind: 'insurance', months: 2 })
    expect(facts(certified, months('PP'))).toMatchObject({ insuredMonths: 2 })
    expect(facts(certified, months('PBPTP-'))).toStrictEqual({
      insuredMonths: 3,
      pension: { from: '2022-01', months: 'PBPTP-' },
    })
    expect(facts(months('--'))).toStrictEqual({ pension: { from: '2022-01', months: '--' } })
    expect(facts(held({ kind: 'insurance', months: 0 }))).toStrictEqual({ insuredMonths: 0 })
  })

  it('keeps what no statement covers unknown, fund by fund', () => {
    expect(facts(months('P', 'medical'), months('PP', 'medical', '2022-03'))).toStrictEqual({
      medical: { from: '2022-01', months: 'P PP' },
    })
    expect(facts(months('P', 'housingFund'))).not.toHaveProperty('insuredMonths')
  })
})

describe('application, choices and family', () => {
  it('are the day, the answers by their question, and who is known', () => {
    const spouse = personFactsOf(withoutPeriods([]), day('1990-01-01'))
    const list = [
      held({ kind: 'participation', appliedOn: '2022-03-01' }),
      held({ kind: 'choice', question: 'housing', option: 'own' }),
      held({ kind: 'choice', question: 'g-home', option: 'NB-HOUSE' }),
    ]
    const family = { spouse, children: [], guardians: [] }
    expect(pointsFactsOf(list, { birth: day('1987-01-05'), family })).toStrictEqual({
      birth: '1987-01-05',
      appliedOn: '2022-03-01',
      choices: { housing: 'own', 'g-home': 'NB-HOUSE' },
      spouse: { birth: '1990-01-01' },
    })
  })

  it('a family that has nobody is unknown until somebody looked', () => {
    const nobody = { children: [], guardians: [] }
    expect(pointsFactsOf([], { birth: null, family: nobody })).toStrictEqual({})
    const looked = [nothing('spouse'), nothing('children')]
    expect(pointsFactsOf(looked, { birth: null, family: nobody })).toStrictEqual({
      spouse: null,
      children: [],
    })
    const found = { spouse: {}, children: [{}], guardians: [{}] }
    expect(pointsFactsOf(looked, { birth: null, family: found })).toStrictEqual(found)
  })
})

it('two values of one kind are refused instead of taking the last', () => {
  const values = [
    FactValue.parse({ kind: 'insurance', months: 10 }),
    FactValue.parse({ kind: 'insurance', months: 20 }),
  ]
  expect(() => pointsFactsOf(withoutPeriods(values), { birth: null })).toThrow('两个现行数值')
  expect(() => findFact(values, 'insurance')).toThrow('两个现行数值')
  expect(findFact(values, 'skill')).toBeUndefined()
})

describe('packUsesFamily', () => {
  const children = Condition.parse({
    kind: 'children',
    below: 16,
    each: { kind: 'known-by', fact: 'residenceRegisteredOn', title: '示例' },
    title: '示例',
  })
  const plain: Pick<PointsIndicator, 'subject' | 'requires' | 'rule'> = {
    subject: 'applicant',
    requires: null,
    rule: null,
  }
  const uses = (changes: Partial<typeof plain>, gates: Condition[] = []) =>
    packUsesFamily({
      indicators: [{ ...plain, ...changes }],
      requires: gates.map((when) => ({ when })),
      vetoes: [],
    })

  it('only where somebody else is asked, however deep in a rule', () => {
    expect(uses({})).toBe(false)
    expect(uses({ subject: 'either' })).toBe(true)
    expect(uses({ requires: { kind: 'not', of: children } })).toBe(true)
    expect(uses({}, [{ kind: 'all', of: [children] }])).toBe(true)
    const flat = { kind: 'flat' as const, when: children, points: { value: '5' } }
    expect(uses({ rule: { kind: 'sum', of: [{ kind: 'highest', of: [flat] }], cap: null } })).toBe(true)
  })
})
