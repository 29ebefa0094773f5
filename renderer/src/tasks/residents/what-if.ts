import { PlainDate } from '#shared/base/plain-date.ts'
import { Assumption } from '#shared/ipc/points.ts'
import type { PointsView } from '#shared/ipc/residents.ts'
import type { FactField } from '#shared/policy/index.ts'

/** What a clerk can assume at the counter, in the order in which residents ask for it. */
export type AssumptionKind = Assumption['kind']

/** One row of the panel: its words, the facts it moves, and what is typed beside it. */
export interface AssumptionRow {
  kind: AssumptionKind
  label: string
  unit: string
  control: 'count' | 'day' | 'list'
  /** Shown only where a line rests on one of these; empty is always shown. */
  fields: readonly FactField[]
  usual: string
}

const FUNDS = ['insuredMonths', 'pension', 'medical', 'unemployment', 'injury', 'maternity'] as const

export const ASSUMPTION_ROWS: readonly AssumptionRow[] = [
  { kind: 'insured-months', label: '社保再缴', unit: '个月', control: 'count', fields: FUNDS, usual: '3' },
  {
    kind: 'residence-since',
    label: '居住登记改自',
    unit: '起',
    control: 'day',
    fields: ['residenceRegisteredOn', 'residence'],
    usual: '',
  },
  {
    kind: 'permit-since',
    label: '居住证改自',
    unit: '起',
    control: 'day',
    fields: ['permitIssuedOn', 'permit'],
    usual: '',
  },
  {
    kind: 'education',
    label: '学历达到',
    unit: '',
    control: 'list',
    fields: ['education'],
    usual: 'associate',
  },
  { kind: 'skill', label: '技能取得', unit: '', control: 'list', fields: ['skill'], usual: 'level4' },
  { kind: 'housing', label: '住房变为', unit: '', control: 'list', fields: ['housing'], usual: 'owned' },
  {
    kind: 'service',
    label: '志愿服务再做',
    unit: '小时',
    control: 'count',
    fields: ['service'],
    usual: '50',
  },
  { kind: 'honour', label: '获得表彰', unit: '', control: 'list', fields: ['honour'], usual: 'city' },
  { kind: 'later', label: '换到', unit: '这一天来看', control: 'day', fields: [], usual: '' },
]

/** What is ticked and typed, by row. */
export type AssumptionState = Readonly<Partial<Record<AssumptionKind, { on: boolean; text: string }>>>

/** The rows that can move one of the person's lines. */
export function rowsFor(points: PointsView): AssumptionRow[] {
  const fields = new Set<FactField>(points.lines.flatMap((line) => line.fields))
  return ASSUMPTION_ROWS.filter(
    (row) => row.fields.length === 0 || row.fields.some((field) => fields.has(field)),
  )
}

/** What is ticked in the rows shown and can be read; a row whose text cannot be read is left out and named. */
export function readAssumptions(
  rows: readonly AssumptionRow[],
  state: AssumptionState,
): {
  assumptions: Assumption[]
  unreadable: AssumptionKind[]
} {
  const assumptions: Assumption[] = []
  const unreadable: AssumptionKind[] = []
  for (const { kind } of rows) {
    const row = state[kind]
    if (row?.on !== true) continue
    const read = Assumption.safeParse(assumptionOf(kind, row.text.trim()))
    if (read.success) assumptions.push(read.data)
    else unreadable.push(kind)
  }
  return { assumptions, unreadable }
}

function assumptionOf(kind: AssumptionKind, text: string): unknown {
  switch (kind) {
    case 'insured-months':
      return { kind, fund: 'pension', months: Number(text) }
    case 'service':
      return { kind, hours: Number(text) }
    case 'residence-since':
    case 'permit-since':
    case 'later':
      return { kind, day: PlainDate.safeParse(text).data }
    case 'education':
    case 'skill':
    case 'honour':
      return { kind, level: text }
    case 'housing':
      return { kind, tenure: text }
  }
}
