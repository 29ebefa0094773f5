import fc from 'fast-check'
import {
  type Condition,
  type Figure,
  ITEM_VOCABULARY,
  type ItemFact,
  type ItemSelection,
  type Measure,
  type PointsPack,
  type PointsRule,
  parsePack,
} from '#shared/policy/index.ts'
import { DEPARTMENTS, FACTS, FUNDS, OPTIONS } from './invent-people.ts'

const PURPOSES = ['school', 'housing']

const words = fc.constant('示例')
const amount = fc.constantFrom(
  '0',
  '1',
  '2',
  '5',
  '10',
  '0.5',
  '0.25',
  '0.3',
  '7.5',
  '1/3',
  '2/7',
  '20',
  '0.125',
)

/** A figure; now and then one that is not read, or that another source has otherwise. */
const anyFigure: fc.Arbitrary<Figure> = fc.oneof(
  { weight: 14, arbitrary: amount.map((value): Figure => ({ value, status: 'READ' })) },
  { weight: 1, arbitrary: fc.constant<Figure>({ value: null, status: 'UNREAD' }) },
  {
    weight: 1,
    arbitrary: fc.tuple(amount, amount).map(
      ([value, other]): Figure => ({
        value,
        status: 'CONFLICT',
        alternative: { value: other, citation: '示例另一抄本' },
      }),
    ),
  },
)

const window = fc.oneof(
  fc.constant(undefined),
  fc.constant({ kind: 'last' as const, unit: 'year' as const, count: 3 }),
  fc.constant({ kind: 'last' as const, unit: 'month' as const, count: 30 }),
)

function selection(facts: readonly ItemFact[] = FACTS): fc.Arbitrary<ItemSelection> {
  return fc.constantFrom(...facts).chain((fact) =>
    fc.tuple(fc.subarray([...ITEM_VOCABULARY[fact].codes]), window).map(([codes, last]) => ({
      fact,
      ...(codes.length === 0 ? {} : { codes }),
      ...(last === undefined ? {} : { window: last }),
    })),
  )
}

const SIZED: readonly ItemFact[] = ['blood', 'tax', 'award']
const measure: fc.Arbitrary<Measure> = fc.oneof(
  fc.constant<Measure>({ kind: 'age' }),
  fc.constant<Measure>({ kind: 'count', fact: 'insuredMonths' }),
  fc
    .constantFrom('day', 'month', 'year')
    .map((unit): Measure => ({ kind: 'since', fact: 'residenceRegisteredOn', unit })),
  fc
    .subarray([...FUNDS], { minLength: 1 })
    .map(
      (funds): Measure => ({ kind: 'fund-months', funds, letters: ['P'], run: 'cumulative', breakMonths: 0 }),
    ),
  selection().map((of): Measure => ({ kind: 'items', of, take: 'count' })),
  selection(SIZED).map((of): Measure => ({ kind: 'items', of, take: 'amount' })),
)

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(selection(), fc.boolean())
    .map(([of, holding]): Condition => ({ kind: 'has', of, holding, title: '示例条件' })),
  fc
    .tuple(measure, fc.integer({ min: 1, max: 60 }))
    .map(
      ([number, atLeast]): Condition => ({ kind: 'reaches', measure: number, atLeast, title: '示例条件' }),
    ),
  fc.constant<Condition>({ kind: 'known-by', fact: 'permitIssuedOn', title: '示例持证' }),
  fc.constant<Condition>({ kind: 'listed', fact: 'office', list: 'example', title: '示例名单' }),
)

const perUnit = fc.record({
  per: fc.constantFrom(1, 6, 12, 100),
  whole: fc.boolean(),
  unit: words,
  rate: anyFigure,
})

const factRule: fc.Arbitrary<PointsRule> = fc.oneof(
  fc.record({ kind: fc.constant('flat' as const), when: condition, points: anyFigure }),
  fc
    .tuple(perUnit, measure)
    .map(([rest, number]): PointsRule => ({ kind: 'per-unit', measure: number, ...rest })),
  fc.tuple(perUnit, measure, fc.integer({ min: 0, max: 24 }), anyFigure).map(
    ([rest, number, start, first]): PointsRule => ({
      kind: 'threshold',
      measure: number,
      start,
      first,
      ...rest,
    }),
  ),
  fc.tuple(measure, anyFigure, anyFigure, anyFigure).map(
    ([number, low, high, otherwise]): PointsRule => ({
      kind: 'bands',
      measure: number,
      unit: '示例',
      bands: [
        { from: 2, to: 20, points: low },
        { from: 30, to: null, points: high },
      ],
      otherwise,
    }),
  ),
  fc.tuple(anyFigure, anyFigure, anyFigure, anyFigure, fc.boolean()).map(
    ([bandPoints, perYearYounger, minors, rest, isFlat]): PointsRule => ({
      kind: 'age-linear',
      adultFrom: 18,
      bandFrom: 40,
      bandTo: 50,
      bandPoints,
      perYearYounger,
      minors,
      above: isFlat ? { kind: 'flat', points: rest } : { kind: 'falling', perYearOlder: rest },
    }),
  ),
  fc
    .tuple(selection(), fc.array(anyFigure, { minLength: 1, maxLength: 3 }), fc.constantFrom('sum', 'last'))
    .map(([of, amounts, take]): PointsRule => ({ kind: 'ordinal', of, amounts, take })),
  lookup(),
  fc
    .tuple(
      selection(SIZED),
      fc.constantFrom('count', 'amount'),
      fc.constantFrom(1, 100),
      anyFigure,
      anyFigure,
    )
    .map(
      ([of, take, per, rate, yearCap]): PointsRule => ({
        kind: 'yearly',
        of,
        take,
        per,
        unit: '示例',
        rate,
        yearCap,
      }),
    ),
  fc
    .tuple(selection(['patent']), anyFigure, anyFigure)
    .map(([of, each, firstFactor]): PointsRule => ({ kind: 'divided', of, each, firstFactor })),
  fc
    .tuple(selection(['award']), anyFigure)
    .map(([of, mostEachGiver]): PointsRule => ({ kind: 'granted', of, mostEachGiver, mostShare: null })),
)

function lookup(): fc.Arbitrary<PointsRule> {
  return fc.constantFrom(...FACTS).chain((fact) =>
    fc
      .tuple(
        fc.subarray([...ITEM_VOCABULARY[fact].codes], { minLength: 1 }),
        fc.array(anyFigure, { minLength: 16, maxLength: 32 }),
        fc.boolean(),
        fc.constantFrom('not-loaded', 'nothing'),
      )
      .map(
        ([codes, figures, holding, others]): PointsRule => ({
          kind: 'lookup',
          of: { fact },
          holding,
          others,
          choices: codes.map((code, index) => ({
            values: [code],
            title: '示例档次',
            points: figures[index % figures.length] ?? { value: '1', status: 'READ' },
          })),
        }),
      ),
  )
}

const capOrNone = fc.option(anyFigure, { nil: null, freq: 3 })

/** A rule of any kind, rules within rules at most three deep. */
export function ruleWithin(depth: number): fc.Arbitrary<PointsRule> {
  if (depth === 0) return factRule
  const inner = ruleWithin(depth - 1)
  const parts = fc.array(inner, { minLength: 1, maxLength: 3 })
  return fc.oneof(
    { weight: 5, arbitrary: factRule },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('sum' as const), of: parts, cap: capOrNone }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('highest' as const), of: parts }) },
    {
      weight: 1,
      arbitrary: fc.tuple(inner, inner).map(
        ([first, second]): PointsRule => ({
          kind: 'choose',
          choice: 'home',
          of: [first, second].map((rule, index) => ({
            option: OPTIONS[index] ?? 'first',
            title: '示例选项',
            rule,
          })),
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('gated' as const), requires: condition, rule: inner }),
    },
  )
}

const indicator = fc.record({
  cap: fc.option(anyFigure, { nil: null, freq: 4 }),
  layer: fc.constantFrom('province', 'city'),
  kind: fc.constantFrom('points', 'points', 'points', 'deduction', 'replacement'),
  subject: fc.constantFrom(
    'applicant',
    'applicant',
    'applicant',
    'spouse',
    'either',
    'both',
    'guardian-of-minor',
  ),
  combine: fc.constantFrom('any', 'any', 'highest', 'sum', 'all-agree'),
  departments: fc.subarray(DEPARTMENTS),
  asOf: fc.constantFrom('day', 'day', 'day', 'application'),
  purposes: fc.constantFrom(undefined, undefined, undefined, ['school'], ['housing']),
  requires: fc.option(condition, { nil: null, freq: 3 }),
  whenAbsent: fc.constantFrom('unknown', 'nothing'),
  rule: fc.oneof({ weight: 15, arbitrary: ruleWithin(2) }, { weight: 1, arbitrary: fc.constant(null) }),
})

/** A pack in which every part of the format may occur; the members of a sum lie in one layer. */
export const anyPack: fc.Arbitrary<PointsPack> = fc
  .record({
    indicators: fc.array(indicator, { minLength: 3, maxLength: 8 }),
    groupMode: fc.constantFrom('none', 'highest', 'choose', 'sum'),
    groupCap: anyFigure,
    layerCap: capOrNone,
    cityCap: capOrNone,
    cap: capOrNone,
    floor: fc.option(amount, { nil: null, freq: 2 }),
    stage: fc.constantFrom('line', 'total'),
    decimals: fc.constantFrom(0, 1, 2),
    mode: fc.constantFrom('half-up', 'down'),
    requires: fc.array(condition, { maxLength: 1 }),
    vetoes: fc.array(condition, { maxLength: 1 }),
    freeze: fc.option(fc.constantFrom(null, 6, 30), { nil: undefined, freq: 2 }),
  })
  .map((parts) => {
    const kinds = parts.indicators.map(({ kind }, index) =>
      kind === 'replacement' && parts.indicators[0]?.kind === 'replacement'
        ? 'points'
        : index === 0
          ? 'points'
          : kind,
    )
    const codes = kinds.map((_, index) => `IND-${index}`)
    const ofKind = codes.filter((_, index) => index > 0 && kinds[index] === 'points').slice(0, 3)
    const named = { code: 'GATE', name: '示例', status: 'READ', citation: '示例文号' }
    return parsePack({
      format: 'counter.points-pack/2',
      id: 'example',
      name: '示例政策包',
      documentNumber: '示例文号',
      jurisdiction: '示例市',
      origin: 'sample',
      effectiveFrom: '2020-01-01',
      effectiveTo: null,
      purposes: PURPOSES,
      layers: [
        {
          layer: 'province',
          name: '省级',
          cap: parts.layerCap,
          recognisedWithin: '示例',
          status: 'READ',
          citation: '示例',
        },
        {
          layer: 'city',
          name: '市级',
          cap: parts.cityCap,
          recognisedWithin: '示例',
          status: 'READ',
          citation: '示例',
        },
      ],
      total: {
        cap: parts.cap,
        floor: parts.floor === null ? null : { value: parts.floor },
        status: 'READ',
        citation: '示例',
      },
      family: 'highest-member',
      rounding: { stage: parts.stage, decimals: parts.decimals, mode: parts.mode, status: 'READ' },
      requires: parts.requires.map((when) => ({ ...named, when })),
      vetoes: parts.vetoes.map((when) => ({ ...named, when })),
      freezes:
        parts.freeze === undefined
          ? []
          : [{ ...named, of: { fact: 'offence' }, months: parts.freeze, status: 'READ' }],
      groups:
        parts.groupMode === 'none' || ofKind.length < 2
          ? []
          : [
              {
                ...named,
                code: 'GROUP',
                mode:
                  parts.groupMode === 'sum'
                    ? { kind: 'sum', cap: parts.groupCap }
                    : { kind: parts.groupMode },
                indicators: ofKind,
              },
            ],
      indicators: parts.indicators.map((one, index) => ({
        code: codes[index],
        name: `示例指标 ${index}`,
        as:
          kinds[index] === 'replacement'
            ? { kind: 'replacement', replaces: codes[0] }
            : { kind: kinds[index] },
        layer: parts.groupMode === 'sum' ? 'city' : one.layer,
        cap: one.cap,
        status: 'READ',
        citation: '示例条款',
        subject: one.subject,
        verifiers: { departments: one.departments, combine: one.combine },
        evidence: [],
        asOf: one.asOf,
        ...(one.purposes === undefined ? {} : { purposes: one.purposes }),
        requires: one.requires,
        whenAbsent: one.whenAbsent,
        rule: one.rule,
      })),
      cases: [],
    })
  })

/** A plain pack of points: one applicant's indicator a rule, no cap, rounded line by line. */
export function packOf(rules: readonly PointsRule[], more: Record<string, unknown> = {}): PointsPack {
  return parsePack({
    format: 'counter.points-pack/2',
    id: 'example',
    name: '示例政策包',
    documentNumber: '示例文号',
    jurisdiction: '示例市',
    origin: 'sample',
    effectiveFrom: '2020-01-01',
    effectiveTo: null,
    purposes: PURPOSES,
    layers: [
      { layer: 'city', name: '市级', cap: null, recognisedWithin: '示例', status: 'READ', citation: '示例' },
    ],
    total: { cap: null, floor: null, status: 'READ', citation: '示例' },
    family: 'highest-member',
    rounding: { stage: 'line', decimals: 2, mode: 'half-up', status: 'READ' },
    requires: [],
    vetoes: [],
    freezes: [],
    groups: [],
    indicators: rules.map((rule, index) => ({
      code: `IND-${index}`,
      name: `示例指标 ${index}`,
      as: { kind: 'points' },
      layer: 'city',
      cap: null,
      status: 'READ',
      citation: '示例条款',
      subject: 'applicant',
      verifiers: { departments: [], combine: 'any' },
      evidence: [],
      asOf: 'day',
      requires: null,
      whenAbsent: 'unknown',
      rule,
    })),
    cases: [],
    ...more,
  })
}
