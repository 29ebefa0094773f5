import { describe, expect, it } from 'vitest'
import { formatYuan, splitFen } from '#shared/base/money.ts'
import { checkResidentId, residentIdCheckDigit } from '#shared/base/resident-id.ts'
import { checkUscc, organisationCodeCheckCharacter, usccCheckCharacter } from '#shared/base/uscc.ts'

describe('known answers', () => {
  it('takes the worked examples of GB 11643-1999', () => {
    expect(checkResidentId('11010519491231002X')).toEqual({
      valid: true,
      normal: '11010519491231002X',
      problems: [],
      birth: '1949-12-31',
      sex: '女',
      division: '110105',
    })
    expect(checkResidentId('440524188001010014')).toMatchObject({
      valid: true,
      birth: '1880-01-01',
      sex: '男',
      division: '440524',
    })
  })

  it('makes 18 digits of the 15 of the same standard', () => {
    expect(checkResidentId('110105491231002').normal).toBe('11010519491231002X')
  })

  it('computes the check digit as the weights of GB 11643 do', () => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    for (const first17 of [
      '33028219900101123',
      '81000019850717001',
      '00000000000000000',
      '99999999999999999',
    ]) {
      const sum = weights.reduce((partial, weight, index) => partial + weight * Number(first17[index]), 0)
      expect(residentIdCheckDigit(first17)).toBe('10X98765432'[sum % 11])
    }
  })

  it('takes the samples by which other programs test the two standards', () => {
    expect(checkUscc('91350100M000100Y43')).toMatchObject({ valid: true })
    expect(organisationCodeCheckCharacter('D2143569')).toBe('X')
  })

  it('computes the check character with the weights printed in GB 32100-2015', () => {
    const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    for (const first17 of [
      '91330282MA2GA0000',
      '12330282688011591',
      '92330282MA2YYYYYY',
      '00000000000000000',
    ]) {
      const sum = weights.reduce(
        (partial, weight, index) => partial + weight * alphabet.indexOf(first17.charAt(index)),
        0,
      )
      expect(usccCheckCharacter(first17)).toBe(alphabet.charAt((31 - (sum % 31)) % 31))
    }
  })

  it('takes the code a Cixi authority prints on its notices', () => {
    // 慈溪市人民政府办公室 (www.cixi.gov.cn, index number of its public documents).
    expect(checkUscc('12330282688011591A')).toEqual({
      valid: true,
      normal: '12330282688011591A',
      problems: [],
    })
  })

  it('splits fifty examinations of 680 yuan in thirds to the fen', () => {
    const shares = splitFen(50 * 68_000, 3)
    expect(shares).toEqual([1_133_334, 1_133_333, 1_133_333])
    expect(shares.map(formatYuan)).toEqual(['11333.34', '11333.33', '11333.33'])
  })
})
