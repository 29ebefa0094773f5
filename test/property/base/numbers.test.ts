import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromDays } from '#shared/base/plain-date.ts'
import { checkResidentId, residentIdCheckDigit } from '#shared/base/resident-id.ts'
import { checkUscc, organisationCodeCheckCharacter, usccCheckCharacter } from '#shared/base/uscc.ts'

const DIGITS = '0123456789'
const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const residentIds = fc
  .record({
    division: fc.constantFrom('330282', '522401', '340123', '810000', '830000'),
    birth: fc.integer({ min: -25_000, max: 20_000 }).map(fromDays),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ division, birth, sequence }) => {
    const first17 = division + birth.replaceAll('-', '') + String(sequence).padStart(3, '0')
    return { number: first17 + residentIdCheckDigit(first17), division, birth, sequence }
  })

const organisationCodes = characters(USCC_ALPHABET, 8)
const usccs = organisationCodes.map((first8) => {
  const first17 = `91330282${first8}${organisationCodeCheckCharacter(first8)}`
  return first17 + usccCheckCharacter(first17)
})

describe('identity numbers', () => {
  it('gives back what they are made of', () => {
    fc.assert(
      fc.property(residentIds, ({ number, division, birth, sequence }) => {
        expect(checkResidentId(number)).toEqual({
          valid: true,
          normal: number,
          problems: [],
          birth,
          sex: sequence % 2 === 1 ? '男' : '女',
          division,
        })
      }),
    )
  })

  it('catches any one wrong character', () => {
    fc.assert(
      fc.property(
        residentIds,
        fc.nat(17),
        fc.constantFrom(...DIGITS, 'X'),
        ({ number }, position, character) => {
          fc.pre(number[position] !== character)
          expect(checkResidentId(replaced(number, position, character)).valid).toBe(false)
        },
      ),
    )
  })

  it('catches any two neighbours exchanged', () => {
    fc.assert(
      fc.property(residentIds, fc.nat(16), ({ number }, position) => {
        fc.pre(number[position] !== number[position + 1])
        expect(checkResidentId(exchanged(number, position)).valid).toBe(false)
      }),
    )
  })

  it('never throws and never repeats the number, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), characters(`${DIGITS}Xx`, 18)),
        (typed) => {
          const { valid, problems } = checkResidentId(typed)
          expect(valid).toBe(problems.every((problem) => problem.severity === 'warning'))
          expect(problems.some((problem) => typed.length > 4 && problem.message.includes(typed))).toBe(false)
        },
      ),
    )
  })
})

describe('credit codes', () => {
  it('takes every code that is made by the rules', () => {
    fc.assert(
      fc.property(usccs, (code) => {
        expect(checkUscc(code.toLowerCase())).toEqual({ valid: true, normal: code, problems: [] })
      }),
    )
  })

  it('catches any one wrong character', () => {
    fc.assert(
      fc.property(usccs, fc.nat(17), fc.constantFrom(...USCC_ALPHABET), (code, position, character) => {
        fc.pre(code[position] !== character)
        expect(checkUscc(replaced(code, position, character)).valid).toBe(false)
      }),
    )
  })

  it('catches any two neighbours exchanged', () => {
    fc.assert(
      fc.property(usccs, fc.nat(16), (code, position) => {
        fc.pre(code[position] !== code[position + 1])
        expect(checkUscc(exchanged(code, position)).valid).toBe(false)
      }),
    )
  })

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), characters(`${USCC_ALPHABET}IOSVZ`, 18)), (typed) => {
        const { valid, problems } = checkUscc(typed)
        expect(valid).toBe(problems.every((problem) => problem.severity === 'warning'))
      }),
    )
  })
})

function characters(alphabet: string, length: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((list) => list.join(''))
}

function replaced(value: string, position: number, character: string): string {
  return value.slice(0, position) + character + value.slice(position + 1)
}

function exchanged(value: string, position: number): string {
  const pair = value.slice(position, position + 2)
  return value.slice(0, position) + pair.charAt(1) + pair.charAt(0) + value.slice(position + 2)
}
