import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { CountFact, DateFact, FundFact, hasItemCode, ITEM_VOCABULARY, ItemFact } from './fact-fields.ts'

const Count = z.int('应为整数').min(1).max(1200)

/**
 * Which days count, as seen from the day of assessment. `last`: the n years or months up to it; a day exactly n years
 * back has left the window. `dates`: two fixed days, both included. `years-to`: the n years up to a day of the year of
 * assessment (08-31 of the year of application), that day included.
 */
export const Window = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('last'), unit: z.enum(['year', 'month']), count: Count }),
  z
    .strictObject({ kind: z.literal('dates'), from: PlainDate, to: PlainDate })
    .refine(({ from, to }) => from <= to, { path: ['to'], error: '窗口的末日早于首日' }),
  z.strictObject({
    kind: z.literal('years-to'),
    monthDay: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '应写作 MM-DD'),
    count: Count,
  }),
])
export type Window = z.infer<typeof Window>

/** Items of one fact; `codes` of none are all of them. An item without a day never lies in a window. */
export const ItemSelection = z
  .strictObject({
    fact: ItemFact,
    codes: z.array(z.string()).min(1).exactOptional(),
    window: Window.exactOptional(),
  })
  .superRefine((selection, context) => {
    for (const [index, code] of (selection.codes ?? []).entries())
      if (!hasItemCode(selection.fact, code))
        context.addIssue({ code: 'custom', path: ['codes', index], message: '这项事实没有这个代码' })
  })
export type ItemSelection = z.infer<typeof ItemSelection>

/**
 * How a gap between two periods counts. `reset`: only what follows the last gap. `exclude`: the days of the gap are
 * left out. `tolerate`: a gap of at most `days` days counts as if it were none, a longer one resets.
 */
export const GapPolicy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('exclude') }),
  z.strictObject({ kind: z.literal('tolerate'), days: z.int().min(1).max(366) }),
])
export type GapPolicy = z.infer<typeof GapPolicy>

/**
 * A whole number read from a person's facts on a day: the leaf every number rule rests on.
 * - `age`: full years on the day. - `count`: a number as recorded. - `since`: full units from a day to the day.
 * - `periods`: full units covered by the periods of a fact, overlaps once, gaps by policy.
 * - `fund-months`: months of the funds whose letter counts (P paid in its month, B back-paid, T transferred in); a
 *   month counts once however many of the funds have it; `unbroken` takes the run that reaches the last known month,
 *   with breaks of up to `breakMonths` months left out.
 * - `items`: how many items, or the sum of their amounts in the fact's unit; `mostEach` bounds a single one.
 */
export const Measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('age') }),
  z.strictObject({ kind: z.literal('count'), fact: CountFact }),
  z.strictObject({ kind: z.literal('since'), fact: DateFact, unit: z.enum(['day', 'month', 'year']) }),
  z.strictObject({
    kind: z.literal('periods'),
    of: ItemSelection,
    unit: z.enum(['day', 'month', 'year']),
    gaps: GapPolicy,
  }),
  z.strictObject({
    kind: z.literal('fund-months'),
    funds: z.array(FundFact).min(1),
    letters: z.array(z.enum(['P', 'B', 'T'])).min(1),
    run: z.enum(['cumulative', 'unbroken']),
    breakMonths: z.int().min(0).max(12),
    window: Window.exactOptional(),
  }),
  z
    .strictObject({
      kind: z.literal('items'),
      of: ItemSelection,
      take: z.enum(['count', 'amount']),
      mostEach: z.int().min(1).exactOptional(),
    })
    .refine(({ of, take }) => take === 'count' || ITEM_VOCABULARY[of.fact].unit !== null, {
      path: ['take'],
      error: '这项事实没有数额，只能计次数',
    }),
])
export type Measure = z.infer<typeof Measure>
