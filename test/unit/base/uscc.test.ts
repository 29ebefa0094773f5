import { describe, expect, it } from 'vitest'
import { checkUscc, organisationCodeCheckCharacter, usccCheckCharacter } from '#shared/base/uscc.ts'

const ZERO_CHECK = '91330282MA20001740'

describe('checkUscc', () => {
  it('takes a code whose check character is 0', () => {
    expect(checkUscc(ZERO_CHECK)).toEqual({ valid: true, normal: ZERO_CHECK, problems: [] })
  })

  it('takes small and full-width letters and surrounding spaces', () => {
    expect(checkUscc(' 91330282ma20001740 ')).toMatchObject({ valid: true, normal: ZERO_CHECK })
    expect(checkUscc('９１３３０２８２ＭＡ２０００１７４０')).toMatchObject({
      valid: true,
      normal: ZERO_CHECK,
    })
  })

  it('says how many characters are missing or too many', () => {
    expect(checkUscc(ZERO_CHECK.slice(0, 17))).toEqual({
      valid: false,
      normal: ZERO_CHECK.slice(0, 17),
      problems: [
        {
          code: 'LENGTH',
          severity: 'error',
          message: '还差 1 位：应为 18 位，最后一位是校验码。请照营业执照填写。',
        },
      ],
    })
    expect(checkUscc(`${ZERO_CHECK}0`).problems[0]?.message).toContain('多了 1 位')
    expect(codes('')).toEqual(['LENGTH'])
  })

  it.each(['I', 'O', 'S', 'V', 'Z', 'i', 'o'])(
    'refuses the letter %s and says which digit it may be',
    (letter) => {
      const check = checkUscc(`91330282MA2000174${letter}`)
      expect(check.problems).toMatchObject([{ code: 'CHARACTERS', message: expect.stringContaining('1、0') }])
    },
  )

  it.each(['91330282MA2-001740', '91330282MA2中001740', '91330282 A20001740', '9133A282MA20001740'])(
    'refuses the characters of "%s"',
    (typed) => expect(codes(typed)).toEqual(['CHARACTERS']),
  )

  it('refuses a wrong check character', () => {
    const check = checkUscc('91330282MA20001741')
    expect(check.valid).toBe(false)
    expect(check.problems).toMatchObject([{ code: 'CHECK_DIGIT', severity: 'error' }])
  })

  it('only warns of an organisation code or a place that does not fit', () => {
    const first17 = '91990282MA2000175'
    const check = checkUscc(first17 + usccCheckCharacter(first17))
    expect(check.valid).toBe(true)
    expect(check.problems).toMatchObject([
      { code: 'UNKNOWN_DIVISION', severity: 'warning' },
      { code: 'ORGANISATION_CODE', severity: 'warning' },
    ])
  })

  it('knows the place of national registration', () => {
    const first17 = `91100000MA200017${organisationCodeCheckCharacter('MA200017')}`
    expect(checkUscc(first17 + usccCheckCharacter(first17))).toMatchObject({ valid: true, problems: [] })
  })
})

describe('organisationCodeCheckCharacter', () => {
  it('writes 10 as X and 11 as 0', () => {
    expect(organisationCodeCheckCharacter('D2143569')).toBe('X')
    expect(organisationCodeCheckCharacter('00000000')).toBe('0')
  })
})

function codes(value: string): string[] {
  return checkUscc(value).problems.map((problem) => problem.code)
}
