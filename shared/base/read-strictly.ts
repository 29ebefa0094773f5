import type { z } from 'zod'
import { CounterError, type FailureCode } from './failure.ts'

type Issue = z.core.$ZodIssue

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组字段',
  null: 'null',
}

/**
 * Parses JSON by a schema. What does not fit is refused as `code`, with the JSON path of the first fault in `at`
 * (`$.indicators[1].rule.rate`) and plain words. Values are never quoted: they may be personal data.
 */
export function readStrictly<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
  failure: { code: FailureCode; what: string; hint: string },
): z.infer<Schema> {
  const parsed = schema.safeParse(json, { reportInput: true })
  if (parsed.success) return parsed.data
  const [outer] = parsed.error.issues
  const first = outer === undefined ? undefined : innermost(outer)
  const more = parsed.error.issues.length - 1
  const at = jsonPath(first?.path ?? [])
  throw new CounterError(
    failure.code,
    `${failure.what}不能使用：${at} ${first === undefined ? '格式不对' : issueWords(first)}。${more > 0 ? `另有 ${more} 处问题。` : ''}`,
    { at, hint: failure.hint },
  )
}

/** A JSON path such as `$.applicants[3].no`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    '$',
  )
}

/**
 * What is the matter within a union whose members are told apart by trying them: the fault of the member that was
 * meant, which is the one of the right type, else the one that was followed furthest.
 */
function innermost(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const candidates = issue.errors
    .flatMap(([first]) => (first === undefined ? [] : [innermost(first)]))
    .sort((a, b) => progress(b) - progress(a))
  const [meant] = candidates
  return meant === undefined ? issue : { ...meant, path: [...issue.path, ...meant.path] }
}

function progress(issue: Issue): number {
  return issue.path.length === 0 && issue.code === 'invalid_type' ? -1 : issue.path.length
}

function issueWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `缺少，应为${typeWords(issue.expected)}`
        : `应为${typeWords(issue.expected)}`
    case 'unrecognized_keys':
      return `有不认识的字段：${issue.keys.join('、')}`
    case 'invalid_value':
      return `只能是：${issue.values.map(String).join('、')}`
    case 'invalid_union':
      return '的种类不认识，或缺少种类字段'
    case 'too_small':
      return issue.origin === 'array' ? `至少要有 ${issue.minimum} 项` : `太小或太短，最少 ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'array' ? `最多 ${issue.maximum} 项` : `太大或太长，最多 ${issue.maximum}`
    case 'invalid_format':
      return /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '格式不对'
    case 'custom':
      return issue.message
    default:
      return '格式不对'
  }
}

function typeWords(expected: string): string {
  return TYPE_WORDS[expected] ?? expected
}
