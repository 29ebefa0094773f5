import { describe, expect, it } from 'vitest'
import { addDays, parsePlainDate } from '#shared/base/plain-date.ts'
import { WorkCalendar } from '#shared/base/workday.ts'
import {
  allowedRecheckActions,
  foldRecheck,
  isLate,
  lastAskedDueBefore,
  type RecheckRecord,
  recheckDueOn,
} from '#shared/domain/cases/index.ts'
import workdays from '../../../resources/data/workdays.json' with { type: 'json' }

const calendar = WorkCalendar.parse(workdays)
const day = parsePlainDate
const at = '2026-06-18T01:00:00.000Z'
const answer = {
  outcome: 'upheld',
  answer: '情况属实',
  answeredOn: day('2026-06-23'),
  answeredBy: '人社',
} as const

describe('the day an answer is due', () => {
  it.each([
    ['over a weekend', '2026-06-10', '2026-06-17'],
    ['over the Dragon Boat holiday, a Friday', '2026-06-18', '2026-06-26'],
    ['over National Day and its make-up days', '2025-09-29', '2025-10-13'],
    ['asked on a Saturday', '2026-06-06', '2026-06-12'],
  ])('%s', (_, asked, due) => {
    expect(recheckDueOn(day(asked), calendar)).toBe(due)
  })

  it('is not known where the calendar ends, and then never late', () => {
    expect(recheckDueOn(day('2026-12-24'), calendar)).toBe('2026-12-31')
    expect(recheckDueOn(day('2026-12-25'), calendar)).toBeNull()
    expect(isLate(null, day('2030-01-01'))).toBe(false)
  })

  it('is late from the day after', () => {
    expect(isLate(day('2026-06-26'), day('2026-06-26'))).toBe(false)
    expect(isLate(day('2026-06-26'), day('2026-06-27'))).toBe(true)
  })
})

describe('the last day whose answers are due', () => {
  it('parts the days exactly: all up to it are late, none after it', () => {
    for (let index = 0; index < 800; index += 1) {
      const today = addDays(day('2024-12-01'), index)
      const last = lastAskedDueBefore(today, calendar)
      if (last === null) throw new Error(`nothing is due on ${today}`)
      for (let back = 0; back <= 40; back += 1) {
        const askedOn = addDays(today, -back)
        expect(isLate(recheckDueOn(askedOn, calendar), today), `${askedOn} on ${today}`).toBe(askedOn <= last)
      }
    }
  })

  it('is still told long after the calendar ended', () => {
    expect(lastAskedDueBefore(day('2029-03-01'), calendar)).toBe('2026-12-24')
  })
})

describe('where a re-check stands', () => {
  const ask: RecheckRecord = { id: '1', at, kind: 'ask' }
  const answered: RecheckRecord = { id: '2', at, kind: 'answer', answer }
  const close: RecheckRecord = { id: '3', at, kind: 'close' }

  it('is the fold of what was recorded', () => {
    expect(foldRecheck([ask])).toEqual({ state: 'asked' })
    expect(foldRecheck([ask, answered])).toEqual({ state: 'answered', answer })
    expect(foldRecheck([ask, answered, close])).toEqual({ state: 'closed', answer })
  })

  it.each([
    [[]],
    [[answered]],
    [[ask, ask]],
    [[ask, close]],
    [[ask, answered, answered]],
    [[ask, answered, close, close]],
    [[ask, answered, close, answered]],
  ])('records that do not follow from one another are damage: %j', (records) => {
    expect(() => foldRecheck(records)).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }))
  })

  it.each([
    ['asked', ['answer']],
    ['answered', ['close']],
    ['closed', []],
  ] as const)('allows what is in turn while %s, and says why not', (state, allowed) => {
    const states = allowedRecheckActions(state)
    expect(states.map(({ action }) => action)).toEqual(['answer', 'close'])
    expect(states.filter((one) => one.allowed).map(({ action }) => action)).toEqual(allowed)
    for (const one of states.filter((other) => !other.allowed))
      expect(one.reason).toMatch(/\p{Script=Han}{4}/u)
  })
})
