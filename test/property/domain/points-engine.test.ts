import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  assessPoints,
  LINE_NOT_LOADED,
  LINE_UNKNOWN,
  openPopulation,
  type PointsAssessment,
  PointsFacts,
  STANDINGS,
} from '#shared/domain/points/index.ts'
import { ItemFact, type PointsRule } from '#shared/policy/index.ts'
import { anyPack, packOf } from '#test/unit/domain/points/invent-packs.ts'
import { anyPerson, FUNDS } from '#test/unit/domain/points/invent-people.ts'
import { referencePoints } from '#test/unit/domain/points/reference-total.ts'
import { day } from '#test/unit/domain/support.ts'

const on = day('2026-06-30')
const FIELDS = [
  'birth',
  'residenceRegisteredOn',
  'insuredMonths',
  'pension',
  'medical',
  'housingFund',
  'spouse',
  ...ItemFact.options,
] as const
const blood = { fact: 'blood' as const }

/** Rules that give more for more blood given, and never less. */
const risingRule = fc.oneof(
  fc.record({ rate: fc.constantFrom('0', '0.5', '1/3', '2') }).map(
    ({ rate }): PointsRule => ({
      kind: 'per-unit',
      measure: { kind: 'items', of: blood, take: 'amount' },
      per: 100,
      whole: true,
      unit: '100 毫升',
      rate: { value: rate },
    }),
  ),
  fc.constant<PointsRule>({
    kind: 'ordinal',
    of: blood,
    amounts: [{ value: '2' }, { value: '1' }],
    take: 'sum',
  }),
  fc.constant<PointsRule>({
    kind: 'flat',
    when: { kind: 'has', of: blood, holding: false, title: '示例条件' },
    points: { value: '3' },
  }),
)
const purpose = fc.constantFrom('school', 'housing')

/**
 * Without a field; of funds without any of them, since a month that one fund has counts though another's are not known.
 */
function without(facts: PointsFacts, field: (typeof FIELDS)[number]): PointsFacts {
  const dropped: readonly string[] = FUNDS.some((fund) => fund === field) ? FUNDS : [field]
  return PointsFacts.parse(
    Object.fromEntries(Object.entries(facts).filter(([key]) => !dropped.includes(key))),
  )
}

/** Known amounts by code, open lines by their state; adjustments of nothing say nothing. */
function linesOf({ lines }: PointsAssessment): Map<string, number | string> {
  return new Map(lines.map(({ code, state, pointsX100 }) => [code, pointsX100 ?? state]))
}

it('traced, columnar and reference evaluation agree for 10,000 people under random packs', () => {
  fc.assert(
    fc.property(
      anyPack,
      fc.array(anyPerson, { minLength: 50, maxLength: 50 }),
      purpose,
      (pack, people, use) => {
        const population = openPopulation(pack, on, { purpose: use })
        const scored = population.score(population.readColumns(people))
        people.forEach((facts, row) => {
          const traced = assessPoints(pack, facts, on, { purpose: use })
          const byTheBook = referencePoints(pack, facts, { on, purpose: use })
          const nonZero = [...byTheBook.lines].filter(
            ([code, value]) => code.startsWith('IND') || value !== 0,
          )
          expect(linesOf(traced)).toEqual(new Map(nonZero))
          expect(traced.totalX100).toBe(byTheBook.totalX100)
          expect(traced.standing.kind).toBe(byTheBook.standing)
          expect(scored.totalsX100[row]).toBe(traced.totalX100)
          expect(STANDINGS[scored.standings[row] ?? -1]).toBe(traced.standing.kind)
          expect(scored.complete[row] === 1).toBe(traced.complete)
          const columns = population.lineCodes.map((code, column): [string, number | string] => {
            const x100 = scored.lines[row * population.lineCodes.length + column] ?? Number.NaN
            return [code, x100 === LINE_UNKNOWN ? 'UNKNOWN' : x100 === LINE_NOT_LOADED ? 'NOT_LOADED' : x100]
          })
          expect(new Map(columns.filter(([code, value]) => code.startsWith('IND') || value !== 0))).toEqual(
            linesOf(traced),
          )
        })
      },
    ),
    { numRuns: 200, endOnFailure: true },
  )
})

it('whatever the policy, lines add up to the total and no line leaves its cap', () => {
  fc.assert(
    fc.property(anyPack, anyPerson, purpose, (pack, facts, use) => {
      const { lines, totalX100, complete, atLeastX100, atMostX100 } = assessPoints(pack, facts, on, {
        purpose: use,
      })
      expect(lines.reduce((sum, { pointsX100 }) => sum + (pointsX100 ?? 0), 0)).toBe(totalX100)
      for (const { kind, ownX100, pointsX100, capX100, state } of lines) {
        expect(pointsX100 !== null).toBe(state === 'SCORED')
        if (kind === 'adjustment' || ownX100 === null) continue
        expect(kind === 'points' ? ownX100 : -ownX100).toBeGreaterThanOrEqual(0)
        // A cap finer than what is shown is rounded with the line.
        if (capX100 !== null) expect(Math.abs(ownX100)).toBeLessThanOrEqual(capX100 + 100)
      }
      expect(lines.every(({ state }) => state === 'SCORED')).toBe(complete)
      if (atLeastX100 !== null && atMostX100 !== null) expect(atLeastX100).toBeLessThanOrEqual(atMostX100)
    }),
    { numRuns: 1000, endOnFailure: true },
  )
})

it('a fact more changes no line that does not rest on it', () => {
  fc.assert(
    fc.property(anyPack, anyPerson, fc.constantFrom(...ItemFact.options), (pack, facts, field) => {
      const { [field]: _dropped, ...rest } = facts
      const before = assessPoints(pack, rest, on).lines
      const after = assessPoints(pack, facts, on).lines
      before.forEach((line, index) => {
        if (line.kind === 'adjustment' || line.fields.includes(field)) return
        const same = after[index]
        expect([same?.code, same?.ownX100, same?.basis, same?.formula]).toEqual([
          line.code,
          line.ownX100,
          line.basis,
          line.formula,
        ])
      })
    }),
    { numRuns: 500, endOnFailure: true },
  )
})

it('what an unknown fact turns out to be lies within what was foretold', () => {
  fc.assert(
    fc.property(anyPack, anyPerson, fc.constantFrom(...FIELDS), (policy, facts, field) => {
      // Where what was not handed in counts as nothing, an absent fact is no open one.
      const indicators = policy.indicators.map((one) => ({ ...one, whenAbsent: 'unknown' as const }))
      const pack = { ...policy, indicators }
      const before = assessPoints(pack, without(facts, field), on)
      const after = assessPoints(pack, facts, on)
      if (!after.complete || after.standing.kind === 'unknown') return
      expect(after.totalX100).toBeGreaterThanOrEqual(before.atLeastX100 ?? Number.NEGATIVE_INFINITY)
      expect(after.totalX100).toBeLessThanOrEqual(before.atMostX100 ?? Number.POSITIVE_INFINITY)
    }),
    { numRuns: 2000, endOnFailure: true },
  )
})

it('under a policy of points alone, one more item never lowers the total', () => {
  fc.assert(
    fc.property(fc.array(risingRule, { minLength: 1, maxLength: 5 }), anyPerson, (rules, facts) => {
      const pack = packOf(rules)
      const blood = [...(facts.blood ?? [])]
      const more = [...blood, { code: 'whole', from: on, to: on, amount: 200 }]
      const total = (items: typeof more) => assessPoints(pack, { ...facts, blood: items }, on).totalX100
      expect(total(more)).toBeGreaterThanOrEqual(total(blood))
    }),
    { numRuns: 500, endOnFailure: true },
  )
})
