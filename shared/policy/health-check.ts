import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { readStrictly } from '../base/read-strictly.ts'
import { FigureStatus } from './figure.ts'

const Words = z.string().trim().min(1)
const SETTINGS = ['places', 'townCount', 'towns', 'payers', 'acceptWorkingDays', 'ties'] as const

/** A setting with its source; null is 未装载 and has to be chosen by a person before it can be used. */
function setting<Value extends z.ZodType>(value: Value) {
  return z.strictObject({
    value: value.nullable(),
    status: FigureStatus,
    citation: Words,
    note: Words.optional(),
  })
}

/** The union's free health check for front-line new residents: what the city has published and what it has not. */
export const HealthCheckProgramme = z
  .strictObject({
    format: z.literal('counter.programme/1'),
    id: z.string().regex(/^[a-z0-9-]+$/, '编号用小写字母、数字和连字符'),
    programme: z.literal('health-check'),
    name: Words,
    documentNumber: Words,
    effectiveFrom: PlainDate,
    effectiveTo: PlainDate.nullable(),
    note: Words.optional(),
    places: setting(z.int().min(1)),
    townCount: setting(z.int().min(1)),
    towns: setting(z.array(Words).min(1)),
    /** Who pays, in equal shares; a remainder in fen goes to the first. */
    payers: setting(z.array(Words).min(1)),
    acceptWorkingDays: setting(z.int().min(1)),
    /** The keys that part equal points before the ticket does. */
    ties: setting(z.array(z.enum(['residenceMonths', 'insuredMonths']))),
  })
  .superRefine((programme, context) => {
    for (const name of SETTINGS) {
      const { value, status } = programme[name]
      if ((value === null) !== (status === 'UNREAD'))
        context.addIssue({
          code: 'custom',
          path: [name, 'value'],
          message: '没有数值的应标为 UNREAD（未装载），有数值的不应标为 UNREAD',
        })
    }
  })
export type HealthCheckProgramme = z.infer<typeof HealthCheckProgramme>

/** The programme from its JSON value; anything unknown or contradictory is POLICY_BAD with the JSON path in `at`. */
export function parseHealthCheckProgramme(json: unknown): HealthCheckProgramme {
  return readStrictly(HealthCheckProgramme, json, {
    code: 'POLICY_BAD',
    what: '健康体检政策文件',
    hint: '请按原文件更正这一处后重新装载。',
  })
}
