import { NOT_LOADED, UNKNOWN } from '../leaf.ts'

/** Whether all hold: no where one does not, else not loaded or unknown where one is. */
export function allOf(values: readonly number[]): number {
  if (values.includes(0)) return 0
  return openOf(values) ?? 1
}

/** Whether any holds: yes where one does, else not loaded or unknown where one is. */
export function anyOf(values: readonly number[]): number {
  if (values.includes(1)) return 1
  return openOf(values) ?? 0
}

/** The opposite; what is open stays so. */
export function notOf(value: number): number {
  return value === 0 || value === 1 ? 1 - value : value
}

function openOf(values: readonly number[]): number | undefined {
  if (values.includes(NOT_LOADED)) return NOT_LOADED
  return values.includes(UNKNOWN) ? UNKNOWN : undefined
}
