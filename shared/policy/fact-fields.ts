import { z } from 'zod'

/** The facts a points rule can rest on; the fields of `PointsFacts` in shared/domain/people. */
export const FactField = z.enum(['birth', 'education', 'skill', 'insuredMonths', 'residenceRegisteredOn'])
export type FactField = z.infer<typeof FactField>

export type FactShape = 'date' | 'choice' | 'count'

/** What kind of value each fact is, so that a rule cannot be laid over a fact it cannot read. */
export const FACT_SHAPES = {
  birth: 'date',
  education: 'choice',
  skill: 'choice',
  insuredMonths: 'count',
  residenceRegisteredOn: 'date',
} as const satisfies Record<FactField, FactShape>
