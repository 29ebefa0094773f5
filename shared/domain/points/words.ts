import { type Fraction, fraction, multiply } from '../../base/fraction.ts'
import type { FactField } from '../../policy/index.ts'

const MOST_DECIMALS = 6

/** An exact number as staff read it: `20`, `0.25`; `1/3` where no short decimal is exact. */
export function fractionText(value: Fraction): string {
  if (value.d === 1n) return String(value.n)
  for (let decimals = 1; decimals <= MOST_DECIMALS; decimals += 1) {
    const scaled = multiply(value, fraction(10n ** BigInt(decimals)))
    if (scaled.d === 1n) return decimalText(scaled.n, decimals)
  }
  return `${value.n}/${value.d}`
}

/** How an unknown fact is named, and the evidence that settles it. */
export const UNKNOWN_WORDS = {
  birth: { name: '出生日期', remedy: '核对居民身份证' },
  education: {
    name: '文化程度',
    remedy: '请教育部门核查，或由本人提供学历证书及学信网备案表',
  },
  skill: {
    name: '职业技能',
    remedy: '请人社部门核查，或由本人提供职称、职业资格、专项能力证书；核实确无证书的登记为“无证书”',
  },
  insuredMonths: {
    name: '省内社保缴费月数',
    remedy: '请人社部门核查，或由本人提供浙江省社会保险参保证明',
  },
  residenceRegisteredOn: {
    name: '居住登记日期',
    remedy: '请公安部门核查，或由本人提供居住登记凭证（不是居住证签发日期）',
  },
} as const satisfies Record<FactField, { name: string; remedy: string }>

function decimalText(scaled: bigint, decimals: number): string {
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, '0')
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
