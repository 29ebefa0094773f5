import type { PolicyDocumentTable } from '#electron/store/schema.ts'
import { CounterError } from '#shared/base/failure.ts'
import { parseJson } from '#shared/base/parse-json.ts'
import { PlainDate } from '#shared/base/plain-date.ts'
import {
  type Amendment,
  type OutsideList,
  type PointsPack,
  parseAmendment,
  parseOutsideList,
  parsePack,
} from '#shared/policy/index.ts'
import { sha256 } from './hash.ts'

/** What a document says, by its kind. */
export type PolicyContent =
  | { kind: 'pack'; policy: PointsPack }
  | { kind: 'amendment'; policy: Amendment }
  | { kind: 'list'; policy: OutsideList }

/** What a document is listed by. */
export type PolicyTitle = {
  policyId: string
  name: string
  documentNumber: string
  effectiveFrom: PlainDate
  effectiveTo: PlainDate | null
  purposes: string[]
}

/** Levels of a JSON text; what is installed has some ten. */
const MOST_LEVELS = 64

const KIND_OF_FORMAT: ReadonlyMap<unknown, PolicyContent['kind']> = new Map([
  ['counter.points-pack/2', 'pack'],
  ['counter.points-amendment/1', 'amendment'],
  ['counter.outside-list/1', 'list'],
])

/**
 * What a drafted document says.
 * @throws CounterError POLICY_BAD where the text is not what was drafted, or this program cannot read it
 */
export function readDocument({ kind, policy_id, body, sha256: hash }: PolicyDocumentTable): PolicyContent {
  if (sha256(body) !== hash) throw unusable(policy_id, '与起草时的校验值不符。')
  try {
    return parseContent(kind, JSON.parse(body))
  } catch (error) {
    throw unusable(policy_id, error instanceof CounterError ? error.message : '格式不对。', error)
  }
}

/** What a drafted document says; undefined where this version of the program cannot read it. */
export function findContent(document: PolicyDocumentTable): PolicyContent | undefined {
  try {
    return readDocument(document)
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  }
}

/** Whether this is the refusal of a document that cannot be read. */
export function isUnreadable(error: unknown): error is CounterError {
  return error instanceof CounterError && error.code === 'POLICY_BAD'
}

/**
 * The text of a policy file and what it says.
 * @throws CounterError BAD_INPUT where it is not UTF-8 or not JSON, or a field stands twice; POLICY_BAD where it is
 *   none of the known formats, or something in it does not fit; the JSON path in `at`
 */
export function readPolicyFile(bytes: Uint8Array): { body: string; content: PolicyContent } {
  const body = textOf(bytes)
  const json = parseJson(body, '$')
  requireShallow(json)
  const format = typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined
  const kind = KIND_OF_FORMAT.get(format)
  if (kind === undefined) throw unknownFormat()
  return { body, content: parseContent(kind, json) }
}

/** What a document says, from its JSON value. @throws CounterError POLICY_BAD */
function parseContent(kind: PolicyContent['kind'], json: unknown): PolicyContent {
  switch (kind) {
    case 'pack':
      return { kind, policy: parsePack(json) }
    case 'amendment':
      return { kind, policy: parseAmendment(json) }
    case 'list':
      return { kind, policy: parseOutsideList(json) }
  }
}

/** What a document is listed by. A list holds for its year; an amendment from its day on. */
export function titleOf({ kind, policy }: PolicyContent): PolicyTitle {
  switch (kind) {
    case 'pack': {
      const { id, name, documentNumber, effectiveFrom, effectiveTo, purposes } = policy
      return { policyId: id, name, documentNumber, effectiveFrom, effectiveTo, purposes }
    }
    case 'amendment': {
      const { id, documentNumber, effectiveFrom, change } = policy
      const name =
        change.kind === 'strike'
          ? `删除指标 ${change.code}`
          : `替换指标 ${change.indicator.code} ${change.indicator.name}`
      return { policyId: id, name, documentNumber, effectiveFrom, effectiveTo: null, purposes: [] }
    }
    case 'list': {
      const { id, year, name, documentNumber } = policy
      return {
        policyId: `${id}-${year}`,
        name: `${name}（${year} 年）`,
        documentNumber,
        effectiveFrom: PlainDate.parse(`${year}-01-01`),
        effectiveTo: PlainDate.parse(`${year}-12-31`),
        purposes: [],
      }
    }
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new CounterError('BAD_INPUT', '文件不是 UTF-8 编码的文字，读不了，没有起草。', {
      at: 'bytes',
      hint: '请选择 JSON 格式的政策文件，用 UTF-8 编码保存；附表请在“附表起草”中选择。',
      cause: error,
    })
  }
}

/** A policy says nothing in so many levels; what reads it goes down level by level and would fail in the midst. */
function requireShallow(json: unknown): void {
  let level: unknown[] = [json]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) throw tooDeep()
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
}

function tooDeep(): CounterError {
  return new CounterError(
    'BAD_INPUT',
    `文件里的括号套了 ${MOST_LEVELS} 层以上，不像一份政策文件，没有起草。`,
    {
      at: '$',
      hint: '请核对选的是不是政策文件。',
    },
  )
}

function unknownFormat(): CounterError {
  return new CounterError('POLICY_BAD', '$.format 写的不是本程序认识的政策文件格式，没有起草。', {
    at: '$.format',
    hint: `可用的格式：积分政策包 counter.points-pack/2、积分政策修订 counter.points-amendment/1、年度名单 counter.outside-list/1。`,
  })
}

function unusable(policyId: string, reason: string, cause?: unknown): CounterError {
  return new CounterError('POLICY_BAD', `存储中的政策文件 ${policyId} 不能使用：${reason}`, {
    at: policyId,
    hint: '请停止用它计分，并联系系统管理员；原文仍在存储中，没有改动。',
    cause,
  })
}
