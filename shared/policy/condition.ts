import { z } from 'zod'
import { DateFact, ItemFact } from './fact-fields.ts'
import { ItemSelection, Measure } from './measure.ts'

const Words = z.string().trim().min(1)

/**
 * Something that holds, does not hold, or is not known of a person on a day.
 * - `has`: at least one selected item; with `holding` one that holds on the day. - `reaches`: a measure of at least
 *   so much. - `known-by`: a day that lies on or before the day. - `listed`: an item that holds on the day carries a
 *   label of the outside list of that year (a list not loaded is unknown). - `children`: every child below an age
 *   meets a condition, and there is one.
 */
export type Condition =
  | { kind: 'has'; of: ItemSelection; holding: boolean; title: string }
  | { kind: 'reaches'; measure: Measure; atLeast: number; title: string }
  | { kind: 'known-by'; fact: DateFact; title: string }
  | { kind: 'listed'; fact: ItemFact; list: string; title: string }
  | { kind: 'children'; below: number; each: Condition; title: string }
  | { kind: 'all'; of: Condition[] }
  | { kind: 'any'; of: Condition[] }
  | { kind: 'not'; of: Condition }

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('has'), of: ItemSelection, holding: z.boolean(), title: Words }),
    z.strictObject({
      kind: z.literal('reaches'),
      measure: Measure,
      atLeast: z.int().min(1),
      title: Words,
    }),
    z.strictObject({ kind: z.literal('known-by'), fact: DateFact, title: Words }),
    z.strictObject({ kind: z.literal('listed'), fact: ItemFact, list: ListId, title: Words }),
    z.strictObject({
      kind: z.literal('children'),
      below: z.int().min(1).max(18),
      each: Condition,
      title: Words,
    }),
    z.strictObject({ kind: z.literal('all'), of: z.array(Condition).min(1) }),
    z.strictObject({ kind: z.literal('any'), of: z.array(Condition).min(1) }),
    z.strictObject({ kind: z.literal('not'), of: Condition }),
  ]),
)

/** The name of a list that a department publishes anew each year. */
export const ListId = z.string().regex(/^[a-z0-9-]+$/, '名单编号用小写字母、数字和连字符')
export type ListId = z.infer<typeof ListId>
