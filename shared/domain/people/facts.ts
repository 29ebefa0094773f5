import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'

/** What a resident's points and entitlements rest on. */
export const FactKind = z.enum([
  'education',
  'skill',
  'insurance',
  'residence',
  'permit',
  'employment',
  'hukou',
])
export type FactKind = z.infer<typeof FactKind>

export const EducationLevel = z.enum(['bachelor', 'associate', 'highschool'])
export type EducationLevel = z.infer<typeof EducationLevel>

/** `none` is a known "no certificate", which is zero points; an absent fact is unknown, which is not. */
export const SkillLevel = z.enum([
  'level2',
  'titleMid',
  'level3',
  'titleJunior',
  'specialAdvanced',
  'level4',
  'level5',
  'specialOrdinary',
  'none',
])
export type SkillLevel = z.infer<typeof SkillLevel>

/** One fact's value. `null` inside a value is "not known", never "no". */
export const FactValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('education'), level: EducationLevel }),
  z.strictObject({ kind: z.literal('skill'), level: SkillLevel }),
  /** Months paid within the province, cumulative, as of the data date. */
  z.strictObject({ kind: z.literal('insurance'), months: z.int().min(0).max(720) }),
  /** Residence registration, the first of the three clocks. */
  z.strictObject({ kind: z.literal('residence'), registeredOn: PlainDate }),
  /** Residence permit: issue and the day to which the last yearly endorsement holds. */
  z.strictObject({ kind: z.literal('permit'), issuedOn: PlainDate, endorsedUntil: PlainDate }),
  z.strictObject({
    kind: z.literal('employment'),
    employer: z.string().trim().min(1).max(100),
    uscc: z.string().length(18),
    town: z.string().min(1),
    union: z.boolean().nullable(),
    frontline: z.boolean().nullable(),
  }),
  z.strictObject({ kind: z.literal('hukou'), inCixi: z.boolean() }),
])
export type FactValue = z.infer<typeof FactValue>

/** Where a fact came from: department or the resident, the evidence seen, and the day its data were current. */
export const FactSource = z.strictObject({
  department: z.enum(['公安', '人社', '教育', '工会', '用人单位', '本人提供']),
  evidence: z.string().trim().min(1).max(100),
  reference: z.string().trim().max(60).optional(),
  dataDate: PlainDate,
})
export type FactSource = z.infer<typeof FactSource>
