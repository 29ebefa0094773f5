import { keepEnds } from '../../base/mask.ts'
import { maskResidentId } from '../../base/resident-id.ts'
import type { FactValue } from './facts.ts'

/** The number of a paper with its middle hidden: an identity number as everywhere, another by its last four. */
export function maskPaperNumber(number: string): string {
  const asIdentityNumber = maskResidentId(number)
  return /[^*]/.test(asIdentityNumber) ? asIdentityNumber : keepEnds(number, 0, 4)
}

/** A value as pages get it: numbers of papers masked, all else as it is. */
export function maskFact(value: FactValue): FactValue {
  if (value.kind === 'identityPaper') return { ...value, number: maskPaperNumber(value.number) }
  if (value.kind !== 'permit' || value.number === undefined) return value
  return { ...value, number: maskPaperNumber(value.number) }
}
