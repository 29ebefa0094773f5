import type { EntrantTable, RoundTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { listEntrants } from '#electron/store/tables/entrants.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { EntrantListRequest, type EntrantRow } from '#shared/ipc/round-entrants.ts'
import { dayOf } from '../clock.ts'
import { getRound } from '../getters.ts'
import { entrantRow } from '../rounds/entrants.ts'
import { planOf } from '../rounds/plan.ts'
import { type Column, exportableRows } from './list.ts'

type Row = { shown: EntrantRow; kept: EntrantTable; round: RoundTable }

const SOURCES = {
  case: '办件',
  query: '按条件收录',
  list: '名单',
  round: '上一批次',
} as const satisfies Record<EntrantRow['source'], string>

const columns: Record<string, Column<Row>> = {
  round: { title: '批次', width: 24, kind: 'text', value: ({ round }) => round.title },
  no: { title: '申请编号', width: 16, kind: 'text', value: ({ shown }) => shown.no },
  name: { title: '姓名', width: 12, kind: 'text', value: ({ shown }) => shown.name },
  idNumberMasked: {
    title: '证件号码',
    width: 20,
    kind: 'text',
    value: ({ kept }) => (kept.id_number === null ? null : maskResidentId(kept.id_number)),
  },
  town: { title: '镇（街道）', width: 14, kind: 'text', value: ({ shown }) => shown.town },
  points: { title: '积分', width: 9, kind: 'number', value: ({ shown }) => pointsOf(shown) },
  class: { title: '类别', width: 6, kind: 'number', value: ({ shown }) => shown.given.class ?? null },
  tags: { title: '标签', width: 14, kind: 'text', value: ({ shown }) => listed(shown.given.tags) },
  wishes: { title: '志愿', width: 40, kind: 'text', value: ({ shown }) => listed(shown.wishes) },
  family: { title: '家庭号', width: 10, kind: 'text', value: ({ shown }) => shown.given.family ?? null },
  source: { title: '来源', width: 10, kind: 'text', value: ({ shown }) => SOURCES[shown.source] },
  enteredAt: { title: '登记日期', width: 12, kind: 'date', value: ({ kept }) => dayOf(kept.entered_at) },
  withdrawn: { title: '撤下原因', width: 24, kind: 'text', value: ({ shown }) => shown.withdrawn },
  idNumber: {
    title: '证件号码（完整）',
    width: 20,
    kind: 'text',
    personal: true,
    value: ({ kept }) => kept.id_number,
  },
}

const { filters } = EntrantListRequest.shape

/** The applications of one round. */
export const entrants = exportableRows({
  title: '申请名单',
  question: EntrantListRequest.pick({ text: true, sort: true }).extend({
    filters: filters.required({ roundId: true }),
  }),
  columns,
  read({ reader }, question, limit) {
    const { roundId, ...others } = question.filters
    return snapshot(reader, () => {
      const round = getRound(reader, roundId)
      const { total, rows } = listEntrants(reader, {
        ...question,
        filters: others,
        roundId,
        offset: 0,
        limit,
      })
      return { total, rows: shownRows(rows, round) }
    })
  },
})

function* shownRows(rows: readonly EntrantTable[], round: RoundTable): Generator<Row> {
  const plan = planOf(round)
  for (const kept of rows) yield { shown: entrantRow(kept, plan), kept, round }
}

function pointsOf({ pointsX100 }: EntrantRow): number | null {
  return pointsX100 === null ? null : pointsX100 / 100
}

function listed(values: readonly string[] = []): string {
  return values.join('、')
}
