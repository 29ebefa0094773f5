import { organisationCodeCheckCharacter, usccCheckCharacter } from '#shared/base/uscc.ts'
import type { Random } from './random.ts'

export interface Employer {
  name: string
  uscc: string
  town: string
  /** Whether it has a union of its own; null where the union has not answered. */
  union: boolean | null
}

const trades = ['电器', '轴承', '针织', '塑料', '五金', '小家电', '模具', '环卫', '物流', '食品']
const kinds = ['有限公司', '厂']

/** `perTown` invented employers in every town, with codes whose check character is right. */
export function inventEmployers(random: Random, towns: readonly string[], perTown: number): Employer[] {
  return towns.flatMap((town, townIndex) =>
    Array.from({ length: perTown }, (_, index) =>
      inventEmployer(random, town, townIndex * perTown + index + 1),
    ),
  )
}

function inventEmployer(random: Random, town: string, number: number): Employer {
  const organisation = `MADEM${String(number).padStart(3, '0')}`
  // 91 is an enterprise, 330282 Cixi.
  const first17 = `91330282${organisation}${organisationCodeCheckCharacter(organisation)}`
  return {
    name: `示例${random.pick(trades)}${random.pick(kinds)}（${number}号）`,
    uscc: first17 + usccCheckCharacter(first17),
    town,
    union: number % 4 !== 0 ? true : number % 8 === 0 ? null : false,
  }
}
