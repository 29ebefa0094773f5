import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, fullMonths, toDays } from '#shared/base/plain-date.ts'
import { fromMonths, toMonths } from '#shared/base/year-month.ts'
import {
  type Contribution,
  contradictions,
  countMonths,
  FactEventKind,
  FactValue,
  factText,
  foldContributions,
  insuredByMonths,
  isReadFrom,
  lettersOf,
  maskFact,
  PointsFacts,
  permitClocks,
  permitPeriods,
  pointsFactsOf,
  replay,
  slotOf,
  subjectOf,
  takesPlaceOf,
  withoutPeriods,
} from '#shared/domain/people/index.ts'
import { FactField } from '#shared/policy/index.ts'
import {
  anyDay,
  contribution,
  dayBetween,
  EMPLOYER,
  factValue,
  NUMBER,
  period,
  source,
} from './people-facts.ts'

const held = fc.record({ value: factValue, valid: period })

describe('every fact', () => {
  it('is one the schema takes, has a slot, a subject and words, and takes its own place', () => {
    fc.assert(
      fc.property(held, (fact) => {
        expect(FactValue.parse(fact.value)).toEqual(fact.value)
        expect(typeof slotOf(fact.value, fact.valid)).toBe('string')
        expect(subjectOf(fact.value.kind)).toBeTruthy()
        expect(factText(fact.value)).not.toBe('')
        expect(takesPlaceOf(fact, fact)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('competes only with its own kind, and what has ended does not compete with what is open', () => {
    fc.assert(
      fc.property(held, held, (one, other) => {
        if (one.value.kind !== other.value.kind) expect(takesPlaceOf(one, other)).toBe(false)
        if (one.valid.to === null && other.valid.to !== null && one.value.kind === 'housing') {
          expect(takesPlaceOf(one, other)).toBe(false)
        }
      }),
    )
  })

  it('reaches a page without the whole number of a paper', () => {
    fc.assert(
      fc.property(factValue, (value) => {
        expect(JSON.stringify(maskFact(value)) + factText(value)).not.toContain(NUMBER)
        expect(FactValue.parse(maskFact(value)).kind).toBe(value.kind)
      }),
    )
  })
})

describe('the facts points rest on', () => {
  it('are ones the contract takes, whatever is held; two values for one place alone are refused', () => {
    fc.assert(
      fc.property(fc.array(held, { maxLength: 15 }), fc.option(anyDay), (facts, birth) => {
        try {
          const given = pointsFactsOf(facts, { birth })
          expect(PointsFacts.parse(given)).toEqual(given)
        } catch (error) {
          expect(error).toMatchObject({ code: 'CONFLICT' })
          const places = facts.map(({ value, valid }) => `${value.kind} ${slotOf(value, valid)}`)
          expect(new Set(places).size).toBeLessThan(places.length)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('are read from the very facts that say they are their source', () => {
    fc.assert(
      fc.property(held, (fact) => {
        const { birth: _none, choices: _also, ...given } = pointsFactsOf([fact], { birth: null })
        const told = FactField.options.filter((field) => isReadFrom(field, fact))
        for (const field of told)
          if (field !== 'insuredMonths' && field !== 'permit') expect(given).toHaveProperty(field)
        if (fact.value.kind !== 'nothing') {
          for (const field of Object.keys(given)) expect(told).toContain(field)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('permit periods lie in order, apart, between issue and the last endorsement', () => {
    const endorsements = fc.array(
      fc.record({ kind: fc.constant('endorsement' as const), endorsedOn: anyDay, until: anyDay }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(anyDay, anyDay, endorsements, (issuedOn, endorsedUntil, yearly) => {
        const periods = permitPeriods([{ kind: 'permit', issuedOn, endorsedUntil }, ...yearly])
        for (const [index, { from, to }] of periods.entries()) {
          const next = periods[index + 1]
          if (next !== undefined) expect(next.to > to).toBe(true)
          if (from === null) continue
          expect(from <= to).toBe(true)
          expect(from >= issuedOn).toBe(true)
          const before = periods[index - 1]
          if (before !== undefined) expect(toDays(from) - toDays(before.to)).toBeGreaterThan(1)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('contradictions', () => {
  it('are told of any fact beside any others: refusals first, with a place and a remedy, without personal data', () => {
    const known = fc.record({
      birth: dayBetween('1950-01-01', '2020-12-31'),
      facts: fc.array(held, { maxLength: 12 }),
      on: dayBetween('2021-01-01', '2030-12-31'),
    })
    fc.assert(
      fc.property(factValue, period, source, known, (value, valid, from, person) => {
        const findings = contradictions({ value, valid, source: from }, person)
        const severities = findings.map(({ severity }) => severity)
        expect(severities).toEqual(severities.toSorted())
        for (const { at, message, remedy } of findings) {
          expect(at).toMatch(/^(fact|valid|source)\.\w+$/)
          expect(message).toMatch(/[^。]$/)
          expect(remedy).toMatch(/。$/)
          expect(message + remedy).not.toContain(EMPLOYER)
          expect(message + remedy).not.toContain(NUMBER)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('months', () => {
  const statements = fc.array(contribution, { minLength: 1, maxLength: 6 })

  it('are the same however a statement is cut in two', () => {
    fc.assert(
      fc.property(statements, fc.nat(), fc.nat(), (list, which, where) => {
        const index = which % list.length
        const whole = list[index]
        if (whole === undefined || whole.months.length < 2) return
        const cut = 1 + (where % (whole.months.length - 1))
        const parts: Contribution[] = [
          { ...whole, months: whole.months.slice(0, cut) },
          { ...whole, from: fromMonths(toMonths(whole.from) + cut), months: whole.months.slice(cut) },
        ]
        expect(foldContributions(list.toSpliced(index, 1, ...parts.map(kindless)))).toEqual(
          foldContributions(list),
        )
        expect(foldContributions(list.toSpliced(index, 1, ...parts.toReversed().map(kindless)))).toEqual(
          foldContributions(list),
        )
      }),
    )
  })

  it('are what the last statement says of them, and only of them', () => {
    fc.assert(
      fc.property(statements, contribution, (list, last) => {
        const before = foldContributions(list).find(({ fund }) => fund === last.fund)
        const after = foldContributions([...list, last]).find(({ fund }) => fund === last.fund)
        if (after === undefined) throw new Error('a stated fund is folded')
        const stretch = { first: toMonths(last.from), length: last.months.length }
        expect(lettersOf(after, stretch)).toBe(last.months)
        for (let month = 2000 * 12; month < 2035 * 12; month += 1) {
          if (month >= stretch.first && month < stretch.first + stretch.length) continue
          const one = { first: month, length: 1 }
          expect(lettersOf(after, one)).toBe(before === undefined ? ' ' : lettersOf(before, one))
        }
      }),
    )
  })

  it('count for points where the pension is known, whatever the other funds and the certificate say', () => {
    fc.assert(
      fc.property(statements, (list) => {
        const pension = foldContributions(list).find(({ fund }) => fund === 'pension')
        const certificate = { kind: 'insurance', months: 7 } as const
        const { insuredMonths } = pointsFactsOf(withoutPeriods([...list, certificate]), { birth: null })
        const { paid } = countMonths(pension?.months ?? '')
        expect(insuredMonths).toBe(Math.max(7, paid))
        expect(insuredByMonths(list)).toBe(paid === 0 ? undefined : paid)
      }),
    )
  })

  function kindless(part: Contribution) {
    return { kind: 'contribution' as const, ...part }
  }
})

describe('the three clocks', () => {
  const endorsement = fc
    .record({ endorsedOn: anyDay, days: fc.integer({ min: 1, max: 800 }) })
    .map(({ endorsedOn, days }) => ({
      kind: 'endorsement' as const,
      endorsedOn,
      until: addDays(endorsedOn, days),
    }))
  const endorsements = fc.array(endorsement, { maxLength: 8 })
  const permit = fc
    .record({ issuedOn: anyDay, days: fc.integer({ min: 0, max: 9000 }) })
    .map(({ issuedOn, days }) => ({
      kind: 'permit' as const,
      issuedOn,
      endorsedUntil: addDays(issuedOn, days),
    }))
  const residence = fc.record({ kind: fc.constant('residence' as const), registeredOn: anyDay })

  it('run apart: no permit or endorsement moves the clock of residence', () => {
    fc.assert(
      fc.property(residence, permit, endorsements, anyDay, (registration, issued, yearly, on) => {
        const alone = permitClocks([registration], on).residence
        expect(permitClocks([registration, issued, ...yearly], on).residence).toEqual(alone)
        expect(alone?.months).toBe(Math.max(0, fullMonths(registration.registeredOn, on)))
        const { permit: issue } = permitClocks([issued], on)
        expect(permitClocks([registration, issued, ...yearly], on).permit).toEqual(issue)
      }),
    )
  })

  it('gaps are stretches of whole days that no endorsement covers; the next one is due before an anniversary', () => {
    fc.assert(
      fc.property(permit, endorsements, anyDay, (issued, yearly, on) => {
        const { endorsement: clock } = permitClocks([issued, ...yearly], on)
        expect(clock === null).toBe(issued.issuedOn > on)
        if (clock === null) return
        expect(clock.suspended).toBe(clock.until < on)
        expect(clock.due.to >= on).toBe(true)
        expect(clock.due.from).toBe(addMonths(clock.due.to, -1))
        for (const { from, to, days } of clock.gaps) {
          expect(days).toBe(toDays(to) - toDays(from) + 1)
          expect(days).toBeGreaterThan(0)
          for (const { endorsedOn } of clock.periods) {
            expect(endorsedOn < from || endorsedOn > to).toBe(true)
          }
        }
        expect(clock.gaps.at(-1)?.to === on).toBe(clock.suspended)
      }),
      { numRuns: 1000 },
    )
  })

  it('an endorsement made in time leaves no gap, year after year', () => {
    fc.assert(
      fc.property(
        dayBetween('1996-01-01', '2015-12-31'),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(27),
        (issuedOn, years, early) => {
          const made = Array.from({ length: years }, (_, index) => ({
            kind: 'endorsement' as const,
            endorsedOn: addDays(addMonths(issuedOn, 12 * (index + 1)), -early),
            until: addMonths(issuedOn, 12 * (index + 2)),
          }))
          const until = addMonths(issuedOn, 12 * (years + 1))
          const facts = [
            { kind: 'permit' as const, issuedOn, endorsedUntil: addMonths(issuedOn, 12) },
            ...made,
          ]
          const clock = permitClocks(facts, until).endorsement
          expect(clock).toMatchObject({ gaps: [], until, suspended: false })
          expect(clock?.due.to).toBe(until)
          expect(permitClocks(facts, addDays(until, 1)).endorsement).toMatchObject({
            suspended: true,
            gaps: [{ days: 1 }],
          })
        },
      ),
    )
  })
})

describe('replay', () => {
  it('follows the table of what may follow what, and refuses everything else', () => {
    const initial = fc.constantFrom('claimed' as const, 'accepted' as const)
    const events = fc.array(fc.constantFrom(...FactEventKind.options), { maxLength: 8 })
    fc.assert(
      fc.property(initial, events, (first, list) => {
        let state: string = first
        let before: string = first
        for (const [index, event] of list.entries()) {
          const stands = state === 'claimed' || state === 'accepted'
          const allowed = event === 'reinstate' ? !stands : event === 'accept' ? state === 'claimed' : stands
          const sofar = list.slice(0, index + 1)
          if (!allowed) {
            expect(() => replay(first, sofar)).toThrow(/前后矛盾/)
            return
          }
          if (event === 'reinstate') state = before
          else {
            before = event === 'accept' ? 'accepted' : state
            state = { accept: 'accepted', reject: 'rejected', supersede: 'superseded' }[event]
          }
          expect(replay(first, sofar)).toBe(state)
        }
        expect(replay(first, list)).toBe(state)
      }),
      { numRuns: 2000 },
    )
  })
})
