import { z } from 'zod'
import { readStrictly } from '../base/read-strictly.ts'
import { ListId } from './condition.ts'

const Words = z.string().trim().min(1)

/** A list a department publishes for one year, such as the trades in short supply (shape 32 of the survey). */
export const OutsideList = z.strictObject({
  format: z.literal('counter.outside-list/1'),
  id: ListId,
  name: Words,
  year: z.int().min(2000).max(2100),
  department: Words,
  documentNumber: Words,
  entries: z.array(Words).min(1),
})
export type OutsideList = z.infer<typeof OutsideList>

/** A list from its JSON value; what does not fit is POLICY_BAD with the JSON path in `at`. */
export function parseOutsideList(json: unknown): OutsideList {
  return readStrictly(OutsideList, json, {
    code: 'POLICY_BAD',
    what: '年度名单',
    hint: '请按主管部门公布的名单更正后重新装载。',
  })
}
