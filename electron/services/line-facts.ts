import { type HeldFact, isReadFrom } from '#shared/domain/people/index.ts'
import { type FactField, FundFact } from '#shared/policy/index.ts'

/** Whether a line that rests on these fields reads a fact; a known "none" counts for the field it is about. */
export function isFactOfFields(fields: readonly FactField[], fact: HeldFact): boolean {
  const { value } = fact
  if (value.kind === 'nothing') return fields.some((field) => field === value.field)
  return fields.some((field) => isReadFrom(field, fact))
}

/** Whether a line counts months of an insurance or of the housing fund. */
export function isByMonth({ fields }: { fields: readonly FactField[] }): boolean {
  return fields.some((field) => field === 'insuredMonths' || FundFact.safeParse(field).success)
}
