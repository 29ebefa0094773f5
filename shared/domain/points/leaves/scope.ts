import { type LeafScope, UNKNOWN } from '../leaf.ts'

/** What a fact without any record reads. */
export function absentValue({ whenAbsent }: LeafScope): number {
  return whenAbsent === 'nothing' ? 0 : UNKNOWN
}

/** Leaves of the same question and scope have the same key. */
export function leafKey(question: unknown, { department, whenAbsent }: LeafScope): string {
  return JSON.stringify([question, department, whenAbsent])
}

/** How staff say that nothing was handed in and the policy takes that as nothing. */
export const NO_RECORD = '没有记录'
