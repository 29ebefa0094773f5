import type { z } from 'zod'

/**
 * What is wrong with a field in the words of the counter. Never repeats what was typed, which may be personal data.
 * Where a schema brings words of its own, those are used instead.
 */
export function inputWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? '有一项没有填写' : '有一项填写的格式不对'
    case 'too_small':
      return leastWords(issue.origin, issue.minimum)
    case 'too_big':
      return mostWords(issue.origin, issue.maximum)
    case 'invalid_value':
    case 'invalid_union':
      return '有一项不在可选的范围内'
    case 'unrecognized_keys':
      return '有程序不认识的内容'
    default:
      return '有一项填写的格式不对'
  }
}

function leastWords(origin: string, minimum: number | bigint): string {
  if (origin === 'string') return minimum === 1 ? '有一项没有填写' : `有一项太短，至少 ${minimum} 个字`
  return origin === 'array' ? `至少选 ${minimum} 项` : `有一个数太小，不能小于 ${minimum}`
}

function mostWords(origin: string, maximum: number | bigint): string {
  if (origin === 'string') return `有一项太长，最多 ${maximum} 个字`
  return origin === 'array' ? `最多选 ${maximum} 项` : `有一个数太大，不能大于 ${maximum}`
}
