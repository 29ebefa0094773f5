import type { FactSource, FactState, FactSubject } from '#shared/domain/people/index.ts'
import type { Role } from '#shared/ipc/common.ts'
import { FIGURE_STATUS_WORDS, FigureStatus } from '#shared/policy/index.ts'

export const PRODUCT = '新市民窗口'

export const ROLE_WORDS = { clerk: '窗口', supervisor: '主管' } as const satisfies Record<Role, string>

const TIE_WORDS: Readonly<Record<string, string>> = {
  residenceMonths: '居住登记月数多者在前',
  insuredMonths: '社保月数多者在前',
  permitMonths: '居住证月数多者在前',
  appliedOn: '申请日早者在前',
}

/** What staff call a key between points and the ticket; an unknown one is shown as it is. */
export function tieText(tie: string): string {
  return TIE_WORDS[tie] ?? tie
}

/** How two applications of one family stand to each other. */
export const TWIN_WORDS = { no: '各自排序', yes: '同校优先（声明的办法，不保证同校）' } as const

/** The words for a status that came as text; empty where it is not known. */
export function figureText(status: string): string {
  const known = FigureStatus.safeParse(status).data
  return known === undefined ? '' : FIGURE_STATUS_WORDS[known]
}

/** The words for a status that asks for care; empty where the figure was read in its source. */
export function figureCaution(status: string): string {
  return status === 'READ' ? '' : figureText(status)
}

/** What staff call the subjects of a resident's facts. */
export const SUBJECT_WORDS = {
  identity: '身份户籍',
  residence: '居住',
  work: '就业',
  insurance: '社保公积金',
  education: '教育技能',
  merit: '荣誉奉献',
  credit: '违法失信',
  points: '积分申评',
} as const satisfies Record<FactSubject, string>

/** Sign, word and colour of each state of a fact. */
export const FACT_STATE_LOOK = {
  accepted: { sign: '✓', word: '采信', tone: 'yes' },
  claimed: { sign: '?', word: '待核', tone: 'unknown' },
  rejected: { sign: '✕', word: '不采信', tone: 'no' },
  superseded: { sign: '↻', word: '已更新', tone: 'plain' },
} as const satisfies Record<
  FactState,
  { sign: string; word: string; tone: 'yes' | 'no' | 'unknown' | 'plain' }
>

/** Where a value came from, without its data date, such as 人社 · 缴费清单（A-1）. */
export function sourceText({ department, evidence, reference }: FactSource): string {
  return `${department} · ${evidence}${reference === undefined ? '' : `（${reference}）`}`
}
