import type { z } from 'zod'
import { systemClock } from '#electron/services/clock.ts'
import { CounterError } from '#shared/base/failure.ts'
import { parseJson } from '#shared/base/parse-json.ts'
import { PlainDate } from '#shared/base/plain-date.ts'
import { readStrictly } from '#shared/base/read-strictly.ts'
import type { ExitCode } from './command.ts'
import type { Io } from './io.ts'

/** A value of the schema's shape, or a refusal that names the place in it: `$.insuredMonths`. */
export function parseValue<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  return readStrictly(schema, value, {
    code: 'BAD_INPUT',
    what: '输入',
    hint: '请按接口说明更正后重试；多余的字段也会被拒绝。',
  })
}

/** The day of `--on`; without it today's, as it is in China. The rules have no clock, so the command looks at it. */
export function parseDayOption(value: string | undefined): PlainDate {
  return value === undefined ? systemClock.today() : parseDateOption(value, 'on')
}

function parseDateOption(value: string, name: string): PlainDate {
  const result = PlainDate.safeParse(value)
  if (result.success) return result.data
  throw new CounterError('BAD_INPUT', `--${name} 应为真实存在的日期，写作 YYYY-MM-DD。`, {
    at: `--${name}`,
    hint: '例如 2022-06-28。',
  })
}

/** A whole number option within bounds. */
export function parseCountOption(value: string, name: string, [least, most]: [number, number]): number {
  const count = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (count >= least && count <= most) return count
  throw new CounterError('BAD_INPUT', `--${name} 应为 ${least} 至 ${most} 的整数。`, {
    at: `--${name}`,
    hint: `例如 --${name} ${least}。`,
  })
}

/**
 * Answers standard input line by line: one answer printed for each line read. The first bad line stops the work and
 * is named; nothing is printed for it or for later ones.
 */
export async function answerLines<Schema extends z.ZodType>(
  io: Io,
  schema: Schema,
  answer: (question: z.infer<Schema>) => unknown,
): Promise<ExitCode> {
  for await (const { number, text } of io.lines()) {
    const at = `line ${number}`
    await io.print(locate(at, () => answer(parseValue(schema, parseJson(text, '$')))))
    if (io.outputClosed) break
  }
  return 0
}

/** Runs `work`; a refusal by the rules, which know nothing of lines and files, comes out with the place in front. */
export function locate<T>(place: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof CounterError)) throw error
    const { code, message, at, hint } = error
    throw new CounterError(code, message, {
      at: at === undefined || at === '$' ? place : `${place}: ${at}`,
      ...(hint === undefined ? {} : { hint }),
      cause: error,
    })
  }
}
