import { z } from 'zod'

/** What kind of refusal this is; the screen and the exit code are chosen by it, never by the wording. */
export const FailureCode = z.enum([
  'BAD_INPUT',
  'NOT_FOUND',
  'DUPLICATE',
  'CONFLICT',
  'NOT_ALLOWED',
  'LOCKED',
  'WRONG_PASSWORD',
  'WRONG_KEY',
  'STORE_MISSING',
  'STORE_EXISTS',
  'STORE_PLAINTEXT',
  'STORE_DAMAGED',
  'STORE_NEWER',
  'STORE_UNWRITABLE',
  'STORE_FULL',
  'POLICY_BAD',
  'GLYPH_MISSING',
  'FONT_MISSING',
  'TEMPLATE_BAD',
  'CANCELLED',
  'INTERNAL',
])
export type FailureCode = z.infer<typeof FailureCode>

/**
 * A refusal as a person reads it. `message` says what happened, to which record and why it matters; `hint` says
 * what to do; `at` names the place (a field, a JSON path, a line); `reference` can be quoted on the telephone.
 */
export const Failure = z.object({
  code: FailureCode,
  message: z.string(),
  at: z.string().optional(),
  hint: z.string().optional(),
  reference: z.string().optional(),
})
export type Failure = z.infer<typeof Failure>

/** The one error class of the program. Texts are Chinese and never carry personal data. */
export class CounterError extends Error {
  override readonly name = 'CounterError'
  readonly code: FailureCode
  readonly at: string | undefined
  readonly hint: string | undefined

  constructor(
    code: FailureCode,
    message: string,
    more: { at?: string; hint?: string; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.at = more.at
    this.hint = more.hint
  }
}
