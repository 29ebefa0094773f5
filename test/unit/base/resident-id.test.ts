import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isKnownDivision } from '#shared/base/divisions.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId, maskResidentId, residentIdCheckDigit } from '#shared/base/resident-id.ts'

describe('what is accepted', () => {
  it('takes 18 digits', () => {
    const value = whole('33028219900101123')
    expect(checkResidentId(value)).toEqual({
      valid: true,
      normal: value,
      problems: [],
      birth: '1990-01-01',
      sex: '男',
      division: '330282',
    })
  })

  it.each([
    '11010519491231002x',
    ' 11010519491231002X\n',
    '　１１０１０５１９４９１２３１００２Ｘ　',
    '11010519491231002ｘ',
  ])('takes "%s" in its normal form', (typed) =>
    expect(checkResidentId(typed)).toMatchObject({ valid: true, normal: '11010519491231002X' }),
  )

  it('makes 18 digits of 15, century 19', () => {
    expect(checkResidentId('330282900101124')).toMatchObject({
      valid: true,
      normal: whole('33028219900101124'),
      birth: '1990-01-01',
      sex: '女',
    })
    expect(checkResidentId('330282000229124')).toMatchObject({ valid: false })
  })

  it.each(['810000', '820000', '830000'])('takes a residence permit of prefix %s', (prefix) => {
    expect(checkResidentId(whole(`${prefix}19850717001`))).toMatchObject({
      valid: true,
      problems: [],
      division: prefix,
    })
  })

  it.each(['330282', '330222', '110105', '650102', '710000'])('knows the place %s', (division) => {
    expect(codes(whole(`${division}19900101123`))).toEqual([])
  })

  it.each(['990101', '000000', '330299', '810001'])('only warns of the unknown place %s', (division) => {
    const check = checkResidentId(whole(`${division}19900101123`))
    expect(check.valid).toBe(true)
    expect(check.problems).toMatchObject([{ code: 'UNKNOWN_DIVISION', severity: 'warning' }])
  })
})

describe('what is refused', () => {
  it.each([
    ['', '请填写身份证号码，应为 18 位。'],
    ['33028219900101123', '还差 1 位：应为 18 位。请照证件填写。'],
    ['330282', '还差 12 位：应为 18 位。请照证件填写。'],
    ['3302821990010112345', '多了 1 位：应为 18 位。请照证件填写。'],
  ])('the length of "%s"', (typed, message) => {
    expect(checkResidentId(typed)).toEqual({
      valid: false,
      normal: typed,
      problems: [{ code: 'LENGTH', severity: 'error', message }],
    })
  })

  it.each([
    '33028219900101A234',
    '330282 19900101123',
    '33028219900101X123',
    '33028290010112X',
    '33028219900101123三',
  ])('the characters of "%s"', (typed) => expect(codes(typed)).toEqual(['CHARACTERS']))

  it('tells every defect at once', () => {
    expect(codes('3302821990O')).toEqual(['LENGTH', 'CHARACTERS'])
    expect(codes(spoilt(whole('99028219900230123')))).toEqual(['DATE', 'CHECK_DIGIT', 'UNKNOWN_DIVISION'])
  })

  it.each(['20260230', '20250229', '19000229', '19901301', '19900100', '19900431'])('the day %s', (birth) => {
    const check = checkResidentId(whole(`330282${birth}123`))
    expect(check).toMatchObject({ valid: false, problems: [{ code: 'DATE' }] })
    expect(check.birth).toBeUndefined()
  })

  it('a birth before 1850, and takes the first day of 1850', () => {
    expect(codes(whole('33028218491231123'))).toEqual(['EARLY_BIRTH'])
    expect(codes(whole('33028218500101123'))).toEqual([])
  })

  it('a birth after the day given, not on it', () => {
    const value = whole('33028220260305123')
    expect(checkResidentId(value).valid).toBe(true)
    expect(checkResidentId(value, parsePlainDate('2026-03-05')).valid).toBe(true)
    expect(checkResidentId(value, parsePlainDate('2026-03-04'))).toMatchObject({
      valid: false,
      problems: [{ code: 'FUTURE_BIRTH', severity: 'error' }],
    })
  })

  it('a wrong check digit, with no number in the message', () => {
    const value = spoilt(whole('33028219900101123'))
    const [problem] = checkResidentId(value).problems
    expect(problem).toMatchObject({ code: 'CHECK_DIGIT', severity: 'error' })
    expect(problem?.message).not.toMatch(/\d{2}/)
  })
})

describe('maskResidentId', () => {
  it.each([
    ['11010519491231002X', '110105********002X'],
    ['110105491231002', '110105*****1002'],
    ['1101051949', '**********'],
    ['', ''],
  ])('%s', (value, masked) => expect(maskResidentId(value)).toBe(masked))
})

it('has a name for every division it knows', () => {
  const names: { provinces: Record<string, string>; counties: Record<string, string> } = JSON.parse(
    readFileSync(new URL('../../../resources/data/divisions.json', import.meta.url), 'utf8'),
  )
  const known = Array.from({ length: 1_000_000 }, (_, index) => String(index).padStart(6, '0')).filter(
    isKnownDivision,
  )
  expect(new Set(known.map((code) => code.slice(0, 2)))).toEqual(new Set(Object.keys(names.provinces)))
  expect(known.filter((code) => code.startsWith('3302'))).toEqual(Object.keys(names.counties))
})

function whole(first17: string): string {
  return first17 + residentIdCheckDigit(first17)
}

function spoilt(value: string): string {
  return value.slice(0, 17) + (value.endsWith('0') ? '1' : '0')
}

function codes(value: string): string[] {
  return checkResidentId(value).problems.map((problem) => problem.code)
}
