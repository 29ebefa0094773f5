import { randomInt } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { CounterError, type Failure } from '#shared/base/failure.ts'
import { inputWords } from './input-words.ts'

/** Without letters and digits that are mistaken for one another on the telephone. */
const REFERENCE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const REFERENCE_LENGTH = 6

// Everything refused here is read by staff.
z.config({ customError: inputWords })

/** A number that can be quoted on the telephone, such as A-7K2Q4M. */
export function newReference(): string {
  const letters = Array.from(
    { length: REFERENCE_LENGTH },
    () => REFERENCE_LETTERS[randomInt(REFERENCE_LETTERS.length)],
  )
  return `A-${letters.join('')}`
}

/** A refusal as it is answered, and whether it is a fault of the program that belongs in the log. */
export type MappedFailure = { failure: Failure; isFault: boolean }

/** Turns whatever a procedure threw into a refusal with a reference. Unknown errors keep their text to themselves. */
export function toFailure(error: unknown): MappedFailure {
  const reference = newReference()
  const cause = error instanceof TRPCError && error.cause !== undefined ? error.cause : error
  if (cause instanceof CounterError) {
    return { failure: { ...counterFailure(cause), reference }, isFault: cause.code === 'INTERNAL' }
  }
  if (error instanceof TRPCError && error.code === 'BAD_REQUEST' && cause instanceof z.ZodError) {
    return { failure: { ...inputFailure(cause), reference }, isFault: false }
  }
  if (error instanceof TRPCError && error.code === 'NOT_FOUND') {
    const failure: Failure = {
      code: 'NOT_FOUND',
      message: '程序没有这项功能，没有执行。',
      hint: '请重新载入页面；仍然出现时请联系系统管理员。',
      reference,
    }
    return { failure, isFault: true }
  }
  const failure: Failure = {
    code: 'INTERNAL',
    message: '程序出了内部故障，这一步没有保存；此前保存的资料都在。',
    hint: `请重试一次；仍然出现时请把编号 ${reference} 告诉系统管理员。`,
    reference,
  }
  return { failure, isFault: true }
}

/** One line for the log: where it broke, without messages or values, which may be personal data. */
export function faultLine(error: unknown, path: string, reference: string): string {
  const cause = error instanceof TRPCError && error.cause !== undefined ? error.cause : error
  const inner = cause instanceof CounterError && cause.cause instanceof Error ? cause.cause : cause
  const frames = inner instanceof Error ? stackTop(inner) : []
  const name = inner instanceof Error ? inner.name : typeof inner
  return JSON.stringify({ reference, path, name, code: codeOf(inner), frames })
}

function counterFailure({ code, message, at, hint }: CounterError): Failure {
  return { code, message, ...(at === undefined ? {} : { at }), ...(hint === undefined ? {} : { hint }) }
}

/** The first fault of the input; `at` is the path of the field, such as `fact.months`. */
function inputFailure({ issues }: z.ZodError): Failure {
  const [issue] = issues
  const at = issue?.path.map(String).join('.') ?? ''
  const words = issue?.message ?? '格式不对'
  const more = issues.length > 1 ? `（共 ${issues.length} 处）` : ''
  return {
    code: 'BAD_INPUT',
    message: `填写的内容不能使用，没有保存：${words}${more}。`,
    ...(at === '' ? {} : { at }),
    hint: '请改正这一处后再提交。',
  }
}

function stackTop(error: Error): string[] {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return frames.slice(0, 5).map((line) => line.trim())
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return undefined
}
