import { z } from 'zod'
import type { Reader } from '#electron/store/database.ts'
import {
  findRecheck,
  findRecheckContent,
  listFactsChangedSince,
  listRecheckEvents,
  type RecheckEventRow,
  type RecheckListRow,
} from '#electron/store/tables/rechecks.ts'
import { personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import {
  foldRecheck,
  RecheckAnswer,
  RecheckRecord,
  type RecheckStanding,
} from '#shared/domain/cases/index.ts'
import { type PointsLineView, PointsView } from '#shared/ipc/residents.ts'
import type { ServiceContext } from './context.ts'
import { getResident } from './getters.ts'
import { assessPerson } from './judgement.ts'
import { isFactOfFields } from './line-facts.ts'
import { pointsView } from './points.ts'
import { factOf } from './resident-facts.ts'

/** What closing froze: the points computed anew, and whether the facts behind the line were still unchanged. */
export const CloseDetail = z.object({ after: PointsView, unchanged: z.boolean() })
const Months = z.array(z.string())

/** @throws CounterError NOT_FOUND */
export function getRecheck(reader: Reader, id: string): RecheckListRow {
  const row = findRecheck(reader, id)
  if (row !== undefined) return row
  throw new CounterError('NOT_FOUND', '没有找到这条复核记录，没有做任何改动。', {
    hint: '请返回列表重新选择；刚刚还在的话请联系系统管理员。',
  })
}

/** Where a re-check stands, from its recorded events. @throws CounterError STORE_DAMAGED where they contradict */
export function recheckStanding(reader: Reader, id: string): RecheckStanding {
  return foldRecheck(listRecheckEvents(reader, id).map(recordOf))
}

/** The months in question, in order. */
export function monthsOf({ months }: Pick<RecheckListRow, 'months'>): string[] {
  return Months.parse(JSON.parse(months))
}

/** The lines a resident can ask about: what caps and gates do to the sum is no department's answer. */
export function contestableLines({ lines }: PointsView): PointsLineView[] {
  return lines.filter(({ kind }) => kind !== 'adjustment')
}

/**
 * The points of a resident for a purpose as of today, by all records of the person.
 * @throws CounterError NOT_FOUND where no pack is in force for the purpose
 */
export function pointsToday(
  { resources, clock }: ServiceContext,
  reader: Reader,
  { person, purpose }: { person: ResidentRow; purpose: string },
): PointsView {
  return pointsView(assessPerson(reader, person, { resources, on: clock.today(), purpose }), person)
}

/** Whom a re-check is about, as kept after merges, with the points of today for the purpose it was asked about. */
export function pointsNow(
  context: ServiceContext,
  reader: Reader,
  row: RecheckListRow,
): { person: ResidentRow; view: PointsView } {
  const person = getResident(reader, row.resident_id)
  const content = findRecheckContent(reader, row.id)
  if (content === undefined) throw new Error('a re-check that is listed has its content')
  const { purpose } = PointsView.parse(JSON.parse(content.before))
  return { person, view: pointsToday(context, reader, { person, purpose }) }
}

/** Whether a claim was upheld although no fact behind the line was recorded or decided since it was made. */
export function factMissing(
  reader: Reader,
  row: RecheckListRow,
  { person, view }: { person: ResidentRow; view: PointsView },
): boolean {
  if (row.outcome !== 'upheld') return false
  const fields = view.lines.find(({ code }) => code === row.indicator)?.fields ?? []
  const changed = listFactsChangedSince(reader, personSeqs(reader, person.seq), row.asked_at)
  return !changed.some((fact) => isFactOfFields(fields, factOf(fact)))
}

function recordOf(row: RecheckEventRow): RecheckRecord {
  return RecheckRecord.parse({
    id: String(row.seq),
    at: row.at,
    kind: row.event,
    ...(row.event === 'answer' ? { answer: RecheckAnswer.parse(JSON.parse(row.detail)) } : {}),
  })
}
