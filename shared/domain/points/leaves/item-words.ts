import type { ItemFact } from '../../../policy/index.ts'

const COUNTERS: Partial<Record<ItemFact, string>> = {
  honour: '项',
  patent: '项',
  office: '项',
  employment: '项',
  housing: '处',
}

/** How many items: `3 次`. */
export function timesText(fact: ItemFact, count: number): string {
  return `${count} ${COUNTERS[fact] ?? '次'}`
}
