import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { assessPoints, nextChanges, openPopulation, PointsFacts } from '#shared/domain/points/index.ts'
import { checkPack, type PackFindingCode, type PointsPack, parsePack } from '#shared/policy/index.ts'
import { anyPack } from '#test/unit/domain/points/invent-packs.ts'
import { anyPerson, FACTS } from '#test/unit/domain/points/invent-people.ts'
import { day } from '#test/unit/domain/support.ts'

/** On this day some thousand years have passed, more than a person's points can be counted for by the day. */
const FAR_OFF = '9000-12-31'
const DAYS = ['2026-06-30', '2024-02-29', '2025-02-28', '2025-12-31', '2026-01-01', FAR_OFF] as const
const REFUSED: ReadonlySet<PackFindingCode> = new Set(['UNLIKE_GROUP', 'TOO_LARGE'])
const HUGE = [0, 1, 2 ** 31, 10 ** 12, Number.MAX_SAFE_INTEGER]

/** A random pack whose groups hold any indicators, whatever their kind and layer. */
const anyGrouped: fc.Arbitrary<PointsPack> = fc
  .record({
    pack: anyPack,
    size: fc.integer({ min: 2, max: 4 }),
    mode: fc.constantFrom({ kind: 'highest' }, { kind: 'choose' }, { kind: 'sum', cap: { value: '3' } }),
    rotate: fc.nat(7),
  })
  .map(({ pack, size, mode, rotate }) => {
    const codes = pack.indicators.map(({ code }) => code)
    const turned = [...codes.slice(rotate % codes.length), ...codes.slice(0, rotate % codes.length)]
    const group = {
      code: 'ANY',
      name: '示例组',
      mode,
      indicators: turned.slice(0, size),
      status: 'READ',
      citation: '示例',
    }
    return parsePack({ ...pack, origin: 'partial', groups: [group] })
  })

/** A random person with one amount of each fact as large as a record can hold, and items that lie ahead or end early. */
const anyExtreme: fc.Arbitrary<PointsFacts> = fc
  .record({
    facts: anyPerson,
    amount: fc.constantFrom(...HUGE),
    to: fc.constantFrom(null, '0001-01-01', '9999-12-31'),
  })
  .map(({ facts, amount, to }) => {
    const more = Object.fromEntries(
      FACTS.flatMap((fact) => {
        const [item] = facts[fact] ?? []
        return item === undefined
          ? []
          : [
              [
                fact,
                [
                  ...(facts[fact] ?? []),
                  { ...item, amount, to, label: '', department: '', owners: 16, first: true },
                  { ...item, from: '9999-12-31' },
                ],
              ],
            ]
      }),
    )
    return PointsFacts.parse({
      ...facts,
      ...more,
      children: [{}, { birth: '9999-12-31' }],
      insuredMonths: 720,
    })
  })

/**
 * Computes, unless a fact is so large, or so long ago, that no points can be made of it; that alone is refused, and says
 * what to look at.
 */
function unlessBeyond(facts: PointsFacts, on: PlainDate, compute: () => void): void {
  try {
    compute()
  } catch (error) {
    if (!(error instanceof CounterError) || error.code !== 'POLICY_BAD') throw error
    expect(error.message).toContain('超出可计范围')
    expect(error.hint).toContain('没有上限的指标')
    const isLarge = FACTS.some((fact) => facts[fact]?.some(({ amount = 0 }) => amount > 2 ** 30))
    expect(isLarge || on === FAR_OFF).toBe(true)
  }
}

function expectPoints(pack: PointsPack, facts: PointsFacts, at: { on: PlainDate; purpose: string }): void {
  const { on, ...options } = at
  const { lines, totalX100 } = assessPoints(pack, facts, on, options)
  expect(lines.reduce((sum, { pointsX100 }) => sum + (pointsX100 ?? 0), 0)).toBe(totalX100)
  for (const line of lines) {
    for (const x100 of [line.pointsX100, line.ownX100, line.openX100?.min, line.openX100?.max])
      if (typeof x100 === 'number') expect(Number.isSafeInteger(x100), line.code).toBe(true)
    for (const words of [line.basis, line.formula, line.note ?? '', line.remedy ?? ''])
      expect(words).not.toMatch(/NaN|Infinity|undefined|null/)
  }
  const population = openPopulation(pack, on, options)
  expect(population.score(population.readColumns([facts])).totalsX100[0]).toBe(totalX100)
}

it('a pack without errors can be scored whoever comes, on whatever day', () => {
  let sound = 0
  fc.assert(
    fc.property(anyGrouped, anyExtreme, fc.constantFrom(...DAYS), (pack, facts, on) => {
      // Errors of other kinds, such as a value over its cap, forbid use but never stop a computation.
      if (checkPack(pack).some(({ code }) => REFUSED.has(code))) return
      sound += 1
      const date = day(on)
      if (facts.birth !== undefined && facts.birth > date) return
      for (const purpose of pack.purposes) {
        unlessBeyond(facts, date, () => expectPoints(pack, facts, { on: date, purpose }))
        unlessBeyond(facts, date, () => nextChanges(pack, facts, date, { purpose }))
      }
    }),
    { numRuns: 2000, endOnFailure: true },
  )
  expect(sound).toBeGreaterThan(200)
})
