import { CounterError } from '../../base/failure.ts'
import type { FactKind, FactValue } from './facts.ts'

/** The one value of a kind among the values in force, or undefined; two are refused as CONFLICT. */
export function findFact<Kind extends FactKind>(
  values: readonly FactValue[],
  kind: Kind,
): Extract<FactValue, { kind: Kind }> | undefined {
  const [value, other] = values.filter((candidate) => isOfKind(candidate, kind))
  if (other !== undefined) throw twoValues(kind)
  return value
}

/** The refusal of two values where only one can hold. */
export function twoValues(kind: FactKind): CounterError {
  return new CounterError('CONFLICT', '同一项事实有两个现行数值，无法据此计算。', {
    at: kind,
    hint: '请先确定以哪一条为准。',
  })
}

function isOfKind<Kind extends FactKind>(
  value: FactValue,
  kind: Kind,
): value is Extract<FactValue, { kind: Kind }> {
  return value.kind === kind
}
