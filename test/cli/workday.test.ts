import { describe, expect, it } from 'vitest'
import { counter, jsonLines } from './run.ts'

describe('workday', () => {
  it('counts working days over a holiday and a make-up day', async () => {
    const { code, printed } = await counter(
      ['workday'],
      jsonLines([
        // National Day 2022: 1 to 7 October off, Saturday 8 and Sunday 9 worked.
        { from: '2022-09-30', add: 1 },
        { from: '2022-09-30', add: 3 },
        { date: '2022-10-09' },
        { date: '2022-10-07' },
      ]),
    )
    expect(code).toBe(0)
    expect(printed).toEqual([
      { date: '2022-10-08' },
      { date: '2022-10-10' },
      { workday: true },
      { workday: false },
    ])
  })

  it.each([
    ['a day that does not exist', { date: '2022-02-30' }, 'line 2: $.date'],
    ['a negative count', { from: '2022-09-30', add: -1 }, 'line 2: $.add'],
    ['half a day', { from: '2022-09-30', add: 0.5 }, 'line 2: $.add'],
    ['no count', { from: '2022-09-30' }, 'line 2: $.add'],
    ['both questions at once', { from: '2022-09-30', add: 1, date: '2022-09-30' }, 'line 2'],
    ['a year without a calendar', { date: '1999-01-01' }, 'line 2'],
    ['a list', [], 'line 2'],
  ])('refuses %s and names the place', async (_, line, at) => {
    const { code, printed, error } = await counter(['workday'], jsonLines([{ date: '2022-10-09' }, line]))
    expect({ code, printed }).toEqual({ code: 2, printed: [{ workday: true }] })
    expect(error?.at).toBe(at)
  })
})
