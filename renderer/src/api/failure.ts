import type { Failure } from '#shared/base/failure.ts'
import { RefusedCall } from './bridge-link.ts'

const UNEXPLAINED: Failure = {
  code: 'INTERNAL',
  message: '这一步没有完成，程序没有得到答复，所以不能确定是否已保存。',
  hint: '请再试一次；同一步重复提交不会记两次。仍不行时请重新打开程序。',
}

/** What a person reads about `error`: the refusal itself, or a plain sentence where none was given. */
export function failureOf(error: unknown): Failure {
  const refused = findRefusal(error)
  return refused === undefined ? UNEXPLAINED : refused.failure
}

function findRefusal(error: unknown): RefusedCall | undefined {
  if (error instanceof RefusedCall) return error
  return error instanceof Error && error.cause !== undefined ? findRefusal(error.cause) : undefined
}
