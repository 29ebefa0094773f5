import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'

/** TRUE, FALSE or UNKNOWN; a missing fact is UNKNOWN and never counts as FALSE or as zero. */
export const Verdict = z.enum(['TRUE', 'FALSE', 'UNKNOWN'])
export type Verdict = z.infer<typeof Verdict>

/** Staff roles of this version. */
export const Role = z.enum(['clerk', 'supervisor'])
export type Role = z.infer<typeof Role>

/** Given by the page for each change, so that sending it twice does it once. */
export const CommandId = z.uuid()
export type CommandId = z.infer<typeof CommandId>

/** A window of a list that is sorted, filtered and paged in SQLite. */
export function listRequest<const Key extends readonly [string, ...string[]], Filters extends z.ZodRawShape>(
  sortKeys: Key,
  filters: Filters,
) {
  return z.strictObject({
    text: z.string().max(100),
    filters: z.strictObject(filters).partial(),
    sort: z.strictObject({ key: z.enum(sortKeys), descending: z.boolean() }),
    offset: z.int().min(0),
    limit: z.int().min(1).max(200),
  })
}

/** A window of rows with the count of all rows that match. */
export function listResponse<Row extends z.ZodType>(row: Row) {
  return z.object({ total: z.int().min(0), rows: z.array(row) })
}

/** Whether an action is allowed now to this person and, if not, why and who else may do it. */
export const ActionState = z.object({
  action: z.string(),
  allowed: z.boolean(),
  reason: z.string().optional(),
})
export type ActionState = z.infer<typeof ActionState>

/** One entry of a record's history: when (ISO instant), who, what in Chinese words. */
export const TimelineEntry = z.object({ at: z.iso.datetime(), who: z.string(), what: z.string() })
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** One condition of a programme with its verdict; `firstOn` is the first day on which a FALSE would become TRUE. */
export const ReasonView = z.object({
  condition: z.string(),
  title: z.string(),
  verdict: Verdict,
  explanation: z.string(),
  clause: z.string(),
  remedy: z.string().optional(),
  firstOn: PlainDate.optional(),
})
export type ReasonView = z.infer<typeof ReasonView>
