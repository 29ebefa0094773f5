import { describe, expect, it } from 'vitest'
import { FactValue, permitClocks, withEndorsements } from '#shared/domain/people/index.ts'
import { day } from '#test/unit/domain/support.ts'

function values(...json: unknown[]): FactValue[] {
  return json.map((value) => FactValue.parse(value))
}
const permit = (issuedOn: string, endorsedUntil: string) => ({ kind: 'permit', issuedOn, endorsedUntil })
const endorsement = (endorsedOn: string, until: string) => ({ kind: 'endorsement', endorsedOn, until })

describe('the three clocks', () => {
  it('are unknown while nothing is recorded, each for itself', () => {
    expect(permitClocks([], day('2026-06-18'))).toEqual({ residence: null, permit: null, endorsement: null })
    const registered = values({ kind: 'residence', registeredOn: '2020-01-31' })
    expect(permitClocks(registered, day('2020-02-29')).residence).toEqual({ since: '2020-01-31', months: 0 })
    expect(permitClocks(registered, day('2020-03-01')).residence).toEqual({ since: '2020-01-31', months: 1 })
  })

  it.each([
    // programmes.md 1.2: calendar years, never 365 days; 29 February is full on the last of February.
    ['2021-03-31', '2022-03-30', 0],
    ['2021-03-31', '2022-03-31', 1],
    ['2021-04-01', '2022-03-31', 0],
    ['2020-02-29', '2021-02-27', 0],
    ['2020-02-29', '2021-02-28', 1],
    ['2020-02-29', '2024-02-28', 3],
    ['2020-02-29', '2024-02-29', 4],
    ['2023-03-31', '2024-03-30', 0],
  ])('a permit of %s has %s: %i full years', (issuedOn, on, years) => {
    expect(permitClocks(values(permit(issuedOn, '2030-01-01')), day(on)).permit?.years).toBe(years)
  })

  it('tell each gap in the record to the day, and the one that runs', () => {
    const facts = values(
      permit('2020-02-29', '2021-02-28'),
      endorsement('2023-02-10', '2024-02-29'),
      endorsement('2021-03-03', '2022-02-28'),
    )
    expect(permitClocks(facts, day('2024-03-02')).endorsement).toEqual({
      periods: [
        { endorsedOn: '2021-03-03', until: '2022-02-28' },
        { endorsedOn: '2023-02-10', until: '2024-02-29' },
      ],
      gaps: [
        { from: '2021-03-01', to: '2021-03-02', days: 2 },
        { from: '2022-03-01', to: '2023-02-09', days: 346 },
        { from: '2024-03-01', to: '2024-03-02', days: 2 },
      ],
      until: '2024-02-29',
      suspended: true,
      due: { from: '2025-01-28', to: '2025-02-28' },
    })
    expect(permitClocks(facts, day('2024-02-29')).endorsement).toMatchObject({
      suspended: false,
      due: { from: '2024-01-29', to: '2024-02-29' },
    })
  })

  it('a permit whose endorsements are not recorded has no gaps: unknown is not missed', () => {
    const clock = permitClocks(values(permit('2016-07-01', '2027-06-30')), day('2026-06-18')).endorsement
    expect(clock).toMatchObject({ periods: [], gaps: [], suspended: false })
    expect(clock?.due).toEqual({ from: '2027-06-01', to: '2027-07-01' })
  })

  it('the year from the issue needs no endorsement, and the anniversary belongs to it', () => {
    const facts = values(permit('2025-06-18', '2026-06-18'))
    expect(permitClocks(facts, day('2026-06-18')).endorsement).toMatchObject({
      suspended: false,
      due: { from: '2026-05-18', to: '2026-06-18' },
    })
    expect(permitClocks(facts, day('2026-06-19')).endorsement).toMatchObject({
      suspended: true,
      gaps: [{ from: '2026-06-19', to: '2026-06-19', days: 1 }],
    })
  })

  it('as of an earlier day know nothing of later endorsements', () => {
    const facts = values(permit('2020-07-01', '2021-07-01'), endorsement('2021-08-01', '2022-07-01'))
    expect(permitClocks(facts, day('2021-07-15')).endorsement?.periods).toEqual([])
    expect(permitClocks(facts, day('2020-06-30')).endorsement).toBeNull()
  })
})

describe('withEndorsements', () => {
  it('carries the permit to the last day endorsed, but not by endorsements of an earlier permit', () => {
    const facts = values(
      permit('2020-07-01', '2021-07-01'),
      endorsement('2021-06-10', '2022-07-01'),
      endorsement('2020-06-01', '2029-07-01'),
    )
    expect(withEndorsements(facts)[0]).toMatchObject({ endorsedUntil: '2022-07-01' })
    expect(withEndorsements(values(permit('2020-07-01', '2023-07-01')))[0]).toMatchObject({
      endorsedUntil: '2023-07-01',
    })
  })
})
