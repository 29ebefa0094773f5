import { z } from 'zod'
import { CounterError } from '../../base/failure.ts'
import { PlainDate } from '../../base/plain-date.ts'
import { EducationLevel, type FactKind, type FactValue, SkillLevel } from './facts.ts'

/**
 * The facts points rest on; what is absent is unknown and never zero. `insuredMonths` are months paid within the
 * province, `residenceRegisteredOn` the day of residence registration. `id` is handed through untouched.
 */
export const PointsFacts = z.strictObject({
  id: z.string().exactOptional(),
  birth: PlainDate.exactOptional(),
  education: EducationLevel.exactOptional(),
  skill: SkillLevel.exactOptional(),
  insuredMonths: z.int().min(0).max(720).exactOptional(),
  residenceRegisteredOn: PlainDate.exactOptional(),
})
export type PointsFacts = z.infer<typeof PointsFacts>

/**
 * The points facts of a person from the values in force, at most one of each kind, and the birth date. Two values
 * of one kind are refused as CONFLICT: the newer one is for the caller to choose.
 */
export function pointsFactsOf(values: readonly FactValue[], birth: PlainDate | null): PointsFacts {
  const education = findFact(values, 'education')
  const skill = findFact(values, 'skill')
  const insurance = findFact(values, 'insurance')
  const residence = findFact(values, 'residence')
  return {
    ...(birth === null ? {} : { birth }),
    ...(education === undefined ? {} : { education: education.level }),
    ...(skill === undefined ? {} : { skill: skill.level }),
    ...(insurance === undefined ? {} : { insuredMonths: insurance.months }),
    ...(residence === undefined ? {} : { residenceRegisteredOn: residence.registeredOn }),
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
