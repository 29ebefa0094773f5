import type { ImportRow } from '#shared/ipc/imports.ts'

/** How what becomes of a row of a file looks: never by colour alone. */
export const OUTCOME_LOOK = {
  add: { tone: 'yes', sign: '＋', word: '新增' },
  unchanged: { tone: 'plain', sign: '＝', word: '无变化' },
  differing: { tone: 'unknown', sign: '?', word: '有差异' },
  bad: { tone: 'no', sign: '✕', word: '有问题' },
} as const satisfies Record<
  ImportRow['outcome'],
  { tone: 'yes' | 'no' | 'unknown' | 'plain'; sign: string; word: string }
>
