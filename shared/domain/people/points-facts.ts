import { z } from 'zod'
import { CounterError } from '../../base/failure.ts'
import { PlainDate } from '../../base/plain-date.ts'
import { type Contribution, insuredByMonths } from './contributions.ts'
import { EducationLevel, type FactKind, type FactValue, SkillLevel } from './facts.ts'

const MOST_INSURED_MONTHS = 720

/**
 * The facts points rest on; what is absent is unknown and never zero. `insuredMonths` are months paid within the
 * province, `residenceRegisteredOn` the day of residence registration. `id` is handed through untouched.
 */
export const PointsFacts = z.strictObject({
  id: z.string().exactOptional(),
  birth: PlainDate.exactOptional(),
  education: EducationLevel.exactOptional(),
  skill: SkillLevel.exactOptional(),
  insuredMonths: z.int().min(0).max(MOST_INSURED_MONTHS).exactOptional(),
  residenceRegisteredOn: PlainDate.exactOptional(),
})
export type PointsFacts = z.infer<typeof PointsFacts>

/**
 * The points facts of a person from the values in force and the birth date. Insured months are those of the
 * certificate or, where more are known, the paid months of the pension (`insuredByMonths`). Contribution statements
 * come in the order in which they came to hold; of other kinds two values are refused as CONFLICT: the newer one is
 * for the caller to choose.
 */
export function pointsFactsOf(values: readonly FactValue[], birth: PlainDate | null): PointsFacts {
  const education = findFact(values, 'education')
  const skill = findFact(values, 'skill')
  const insured = insuredMonthsOf(values)
  const residence = findFact(values, 'residence')
  return {
    ...(birth === null ? {} : { birth }),
    ...(education === undefined ? {} : { education: education.level }),
    ...(skill === undefined ? {} : { skill: skill.level }),
    ...(insured === undefined ? {} : { insuredMonths: insured.months }),
    ...(residence === undefined ? {} : { residenceRegisteredOn: residence.registeredOn }),
  }
}

/**
 * Insured months and what they were taken from. A department's file may cover a few months of a long life of work, so
 * it never takes away what a certificate states, and months that were not paid are no total by themselves. At most
 * what `PointsFacts` can hold.
 */
export function insuredMonthsOf(
  values: readonly FactValue[],
): { months: number; from: 'insurance' | 'contribution' } | undefined {
  const statements: Contribution[] = values.filter((value) => value.kind === 'contribution')
  const certified = findFact(values, 'insurance')?.months
  const counted = insuredByMonths(statements)
  if (certified === undefined && counted === undefined) return undefined
  const months = Math.min(Math.max(certified ?? 0, counted ?? 0), MOST_INSURED_MONTHS)
  return {
    months,
    from: certified === undefined || (counted ?? 0) > certified ? 'contribution' : 'insurance',
  }
}

/** The one value of a kind among the values in force, or undefined; two are refused as CONFLICT. */
export function findFact<Kind extends FactKind>(
  values: readonly FactValue[],
  kind: Kind,
): Extract<FactValue, { kind: Kind }> | undefined {
  const [value, other] = values.filter((candidate) => isOfKind(candidate, kind))
  if (other !== undefined)
    throw new CounterError('CONFLICT', '同一项事实有两个现行数值，无法据此计算。', {
      at: kind,
      hint: '请先确定以哪一条为准。',
    })
  return value
}

function isOfKind<Kind extends FactKind>(
  value: FactValue,
  kind: Kind,
): value is Extract<FactValue, { kind: Kind }> {
  return value.kind === kind
}
