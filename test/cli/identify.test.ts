import { describe, expect, it } from 'vitest'
import { counter, jsonLines } from './run.ts'

describe('identify', () => {
  it('answers a line for each line, with codes for what is wrong', async () => {
    const { code, printed } = await counter(
      ['identify'],
      jsonLines([
        { kind: 'resident-id', value: '11010519491231002x' },
        { kind: 'resident-id', value: '110105194912310021' },
        { kind: 'resident-id', value: '11010519491231002X', on: '1949-12-30' },
        { kind: 'uscc', value: '91330282MADEM0011M' },
        { kind: 'uscc', value: '91330282MADEM00110' },
      ]),
    )
    expect(code).toBe(0)
    expect(printed).toEqual([
      {
        valid: true,
        normal: '11010519491231002X',
        problems: [],
        birth: '1949-12-31',
        sex: '女',
        division: '110105',
      },
      expect.objectContaining({ valid: false, problems: ['CHECK_DIGIT'] }),
      expect.objectContaining({ valid: false, problems: ['FUTURE_BIRTH'] }),
      { valid: true, normal: '91330282MADEM0011M', problems: [] },
      { valid: false, normal: '91330282MADEM00110', problems: ['CHECK_DIGIT'] },
    ])
  })

  it.each([
    ['an unknown kind', { kind: 'passport', value: 'E1' }],
    ['an unknown field', { kind: 'uscc', value: '91330282MADEM0011M', colour: 'red' }],
    ['a number instead of text', { kind: 'resident-id', value: 110105194912310 }],
    ['a day that does not exist', { kind: 'resident-id', value: '11010519491231002X', on: '2022-02-30' }],
    ['a list', []],
  ])('refuses %s and never repeats the number', async (_, line) => {
    const { code, printed, error } = await counter(['identify'], jsonLines([line]))
    expect({ code, printed }).toEqual({ code: 2, printed: [] })
    expect(error?.at).toMatch(/^line 1/)
    expect(error?.message).not.toContain('110105')
  })
})
