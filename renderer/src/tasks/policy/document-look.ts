import type { PlainDate } from '#shared/base/plain-date.ts'
import type { PolicyDocumentKind, PolicyDocumentRow, PolicyDocumentState } from '#shared/ipc/policies.ts'
import { type FigureStatus, purposeWords } from '#shared/policy/index.ts'

type Look = { tone: 'yes' | 'no' | 'unknown' | 'plain'; sign: string; word: string }

/** How the state of a policy document looks: never by colour alone. */
export const STATE_LOOK = {
  installed: { tone: 'plain', sign: '▣', word: '随程序安装' },
  draft: { tone: 'unknown', sign: '?', word: '待第二人确认' },
  inForce: { tone: 'yes', sign: '✓', word: '已确认' },
  withdrawn: { tone: 'plain', sign: '↶', word: '已撤回' },
} as const satisfies Record<PolicyDocumentState, Look>

/** What a second person confirmed is 现行 only while it holds. */
export function stateLook({ state, current }: Pick<PolicyDocumentRow, 'state' | 'current'>): Look {
  const look = STATE_LOOK[state]
  return state === 'inForce' && current ? { ...look, word: '现行' } : look
}

export const KIND_WORDS = {
  pack: '政策包',
  amendment: '修订',
  list: '年度名单',
} as const satisfies Record<PolicyDocumentKind, string>

/** How sure a figure is, as sign and colour; its words are in text/words. */
export const STATUS_LOOK = {
  READ: { tone: 'yes', sign: '✓' },
  SEED: { tone: 'yes', sign: '✓' },
  DEFAULT: { tone: 'unknown', sign: '?' },
  CONFLICT: { tone: 'unknown', sign: '≠' },
  UNREAD: { tone: 'no', sign: '—' },
} as const satisfies Record<FigureStatus, Pick<Look, 'tone' | 'sign'>>

/** Purposes in the width of a list's column: the first of them, and that there are more. */
export function purposesShort(purposes: readonly string[]): string {
  const words = [...new Set(purposes.map(purposeWords))]
  if (words.length === 0) return '—'
  return words.length === 1 ? (words[0] ?? '') : `${words[0]}等`
}

type Days = Pick<PolicyDocumentRow, 'effectiveFrom' | 'effectiveTo'>

/** From when to when a document holds, both days included. */
export function daysText({ effectiveFrom, effectiveTo }: Days): string {
  return effectiveTo === null ? `${effectiveFrom} 起` : `${effectiveFrom} 至 ${effectiveTo}`
}

/** Whether a document holds today, in a word; the reason where it does not. */
export function todayText(
  row: Days & Pick<PolicyDocumentRow, 'state' | 'current'>,
  today: PlainDate,
): string {
  if (row.state === 'draft') return '未生效'
  if (row.state === 'withdrawn') return '不用'
  if (row.current) return '在用'
  if (row.effectiveFrom > today) return '未到期'
  return row.effectiveTo !== null && row.effectiveTo < today ? '已过期' : '没有用到'
}

/** What is to be looked at in a document, in a few words; empty where there is nothing. */
export function findingsText({ errors, notices }: Pick<PolicyDocumentRow, 'errors' | 'notices'>): string {
  return [
    ...(errors === 0 ? [] : [`${errors} 处错误`]),
    ...(notices === 0 ? [] : [`${notices} 处提醒`]),
  ].join('，')
}
