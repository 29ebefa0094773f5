import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, fromDays, toDays } from '#shared/base/plain-date.ts'
import { EducationLevel, SkillLevel } from '#shared/domain/people/index.ts'
import { assessPoints, nextChanges, type PointsFacts, type PointsLine } from '#shared/domain/points/index.ts'
import { day, loadPack, pointsFacts } from '#test/unit/domain/support.ts'

const pack = loadPack('zj-2022')
const birth = fc.integer({ min: toDays(day('1940-01-01')), max: toDays(day('2010-12-31')) }).map(fromDays)
const registered = fc
  .integer({ min: toDays(day('2000-01-01')), max: toDays(day('2023-12-31')) })
  .map(fromDays)
const on = fc.integer({ min: toDays(day('2022-04-01')), max: toDays(day('2023-07-25')) }).map(fromDays)

const facts: fc.Arbitrary<PointsFacts> = fc
  .record(
    {
      birth,
      education: fc.constantFrom(...EducationLevel.options),
      skill: fc.constantFrom(...SkillLevel.options),
      insuredMonths: fc.integer({ min: 0, max: 720 }),
      residenceRegisteredOn: registered,
    },
    { requiredKeys: [] },
  )
  .map(pointsFacts)

it('the total is the sum of the scored lines, and only they have points', () => {
  fc.assert(
    fc.property(facts, on, (known, date) => {
      const { lines, totalX100, complete, unknown, notLoaded } = assessPoints(pack, known, date)
      expect(totalX100).toBe(lines.reduce((sum, line) => sum + (line.pointsX100 ?? 0), 0))
      for (const line of lines) expect(line.pointsX100 !== null).toBe(line.state === 'SCORED')
      expect(complete).toBe(unknown.length + notLoaded.length === 0)
    }),
  )
})

it('no line is negative or above its cap, and no open range leaves it', () => {
  fc.assert(
    fc.property(facts, on, (known, date) => {
      for (const { pointsX100, capX100, openX100, alternativeX100 } of assessPoints(pack, known, date).lines)
        for (const amount of [pointsX100, openX100?.min, openX100?.max, alternativeX100])
          if (amount !== null && amount !== undefined) {
            expect(amount).toBeGreaterThanOrEqual(0)
            expect(amount).toBeLessThanOrEqual(capX100 ?? -1)
          }
    }),
  )
})

it('a fact more or less changes no other line, and falls within the range given while it was unknown', () => {
  const fields = fc.constantFrom('birth', 'education', 'skill', 'insuredMonths', 'residenceRegisteredOn')
  fc.assert(
    fc.property(facts, fields, on, (known, field, date) => {
      const { [field]: dropped, ...rest } = known
      const before = assessPoints(pack, pointsFacts(rest), date).lines
      const after = assessPoints(pack, known, date).lines
      const isOther = (line: PointsLine) => !line.fields.includes(field)
      expect(after.filter(isOther)).toEqual(before.filter(isOther))
      const range = before.find((line) => !isOther(line))?.openX100
      const amount = after.find((line) => !isOther(line))?.pointsX100
      if (dropped !== undefined && range && typeof amount === 'number') {
        expect(amount).toBeGreaterThanOrEqual(range.min ?? Number.NaN)
        expect(amount).toBeLessThanOrEqual(range.max ?? Number.NaN)
      }
    }),
  )
})

it('more insured months, or an earlier registration, never lower the total', () => {
  fc.assert(
    fc.property(facts, fc.integer({ min: 0, max: 719 }), registered, on, (known, months, since, date) => {
      const total = (insuredMonths: number, residenceRegisteredOn: string) =>
        assessPoints(pack, pointsFacts({ ...known, insuredMonths, residenceRegisteredOn }), date).totalX100
      expect(total(months + 1, since)).toBeGreaterThanOrEqual(total(months, since))
      expect(total(months, addDays(since, -20))).toBeGreaterThanOrEqual(total(months, since))
    }),
  )
})

it('each next change is the first day on which its line differs from today', () => {
  fc.assert(
    fc.property(facts, on, (known, date) => {
      const amount = (code: string, when: typeof date) =>
        assessPoints(pack, known, when).lines.find((line) => line.code === code)?.pointsX100
      for (const change of nextChanges(pack, known, date)) {
        expect(change.on > date).toBe(true)
        expect(amount(change.code, change.on)).not.toBe(amount(change.code, date))
        expect(amount(change.code, addDays(change.on, -1))).toBe(amount(change.code, date))
      }
    }),
  )
})

it('no line changes within two months without having been foretold', () => {
  fc.assert(
    fc.property(facts, on, (known, date) => {
      const amounts = (when: typeof date) =>
        assessPoints(pack, known, when).lines.map((line) => line.pointsX100)
      const today = amounts(date)
      const foretold = nextChanges(pack, known, date)
      assessPoints(pack, known, date).lines.forEach(({ code }, index) => {
        const days = Array.from({ length: 62 }, (_, after) => addDays(date, after + 1))
        const first = days.find((when) => amounts(when)[index] !== today[index])
        if (first !== undefined) expect(foretold.find((change) => change.code === code)?.on).toBe(first)
      })
    }),
    { numRuns: 30 },
  )
})
