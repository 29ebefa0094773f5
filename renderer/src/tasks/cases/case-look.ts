import type { CaseStatus } from '#shared/domain/cases/index.ts'
import type { CasePage } from '#shared/ipc/cases.ts'

/** Sign and colour of a case's status; its word comes from the record. */
export const CASE_LOOK = {
  submitted: { sign: '…', tone: 'plain' },
  returned: { sign: '?', tone: 'unknown' },
  approved: { sign: '✓', tone: 'yes' },
  seated: { sign: '✓', tone: 'yes' },
  waiting: { sign: '…', tone: 'plain' },
  noticed: { sign: '✓', tone: 'yes' },
  withdrawn: { sign: '—', tone: 'plain' },
} as const satisfies Record<CaseStatus, { sign: string; tone: 'yes' | 'unknown' | 'plain' }>

/** What the round gave a case, in words: nothing before it ran, and then a rank or no place in the list at all. */
export function outcomeText({ outcome, roundStatus }: Pick<CasePage, 'outcome' | 'roundStatus'>): string {
  if (outcome !== undefined) return outcome.text
  return roundStatus === 'open' || roundStatus === 'frozen' ? '还没有排序结果' : '不在名单内'
}
