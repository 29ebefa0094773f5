import { z } from 'zod'

/** What is wrong with a number; the words may change, the code does not. */
export const ProblemCode = z.enum([
  'LENGTH',
  'CHARACTERS',
  'DATE',
  'EARLY_BIRTH',
  'FUTURE_BIRTH',
  'CHECK_DIGIT',
  'UNKNOWN_DIVISION',
  'ORGANISATION_CODE',
])
export type ProblemCode = z.infer<typeof ProblemCode>

/** One finding about a number: an error makes it unusable, a warning asks the clerk to look at the original. */
export const Problem = z.object({
  code: ProblemCode,
  severity: z.enum(['error', 'warning']),
  /** Chinese: what is wrong and what to do. Never repeats the number. */
  message: z.string(),
})
export type Problem = z.infer<typeof Problem>

/** A finding that makes the number unusable. */
export function errorProblem(code: ProblemCode, message: string): Problem {
  return { code, severity: 'error', message }
}

/** A finding that only asks for a look at the original. */
export function warningProblem(code: ProblemCode, message: string): Problem {
  return { code, severity: 'warning', message }
}

/** Whether nothing found forbids the use of the number. */
export function isUsable(problems: readonly Problem[]): boolean {
  return problems.every((problem) => problem.severity !== 'error')
}
