import type { Reader } from '#electron/store/database.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import {
  countWaitingRechecks,
  findRecheckContent,
  listRecheckEvents,
  listRechecks as listRecheckRows,
  listRechecksOfPerson,
  type RecheckEventRow,
  type RecheckListRow,
} from '#electron/store/tables/rechecks.ts'
import { personSeqs } from '#electron/store/tables/residents.ts'
import { addDays, type PlainDate } from '#shared/base/plain-date.ts'
import type { WorkCalendar } from '#shared/base/workday.ts'
import {
  allowedRecheckActions,
  isLate,
  lastAskedDueBefore,
  RecheckAnswer,
  recheckDueOn,
  recheckOutcomeText,
} from '#shared/domain/cases/index.ts'
import type { TimelineEntry } from '#shared/ipc/common.ts'
import type {
  RecheckChoices,
  RecheckList,
  RecheckListRequest,
  RecheckPage,
  RecheckRow,
} from '#shared/ipc/points.ts'
import { PointsView } from '#shared/ipc/residents.ts'
import type { ServiceContext } from './context.ts'
import { getResident } from './getters.ts'
import { isByMonth } from './line-facts.ts'
import { COUNTER_PURPOSE } from './policies.ts'
import {
  CloseDetail,
  contestableLines,
  factMissing,
  getRecheck,
  monthsOf,
  pointsNow,
  pointsToday,
  recheckStanding,
} from './recheck-state.ts'

/** A window of re-checks, the most pressing first; which are overdue is worked out for today. */
export function listRechecks(context: ServiceContext, request: RecheckListRequest): RecheckList {
  const dueBefore = lastAskedDueBefore(context.clock.today(), context.resources.calendar)
  const { total, rows } = listRecheckRows(context.reader, { ...request, dueBefore })
  return { total, rows: rows.map((row) => recheckRow(row, termOf(context))) }
}

/** The re-checks of a person, of merged records too, newest first. @throws CounterError NOT_FOUND */
export function listRechecksOfResident(context: ServiceContext, residentId: string): RecheckRow[] {
  const { reader } = context
  const persons = personSeqs(reader, getResident(reader, residentId).seq)
  return listRechecksOfPerson(reader, persons).map((row) => recheckRow(row, termOf(context)))
}

/** Re-checks that wait for the office: to be closed, or with an answer due today or before. */
export function countRechecksWaiting(reader: Reader, { today, calendar }: Term): number {
  return countWaitingRechecks(reader, lastAskedDueBefore(addDays(today, 1), calendar))
}

/** A re-check with both results, what can be done next, and its history. @throws CounterError NOT_FOUND */
export function getRecheckPage(context: ServiceContext, id: string): RecheckPage {
  const { reader } = context
  return snapshot(reader, () => {
    const row = getRecheck(reader, id)
    const content = findRecheckContent(reader, id)
    if (content === undefined) throw new Error('a re-check that is listed has its content')
    const events = listRecheckEvents(reader, id)
    const standing = recheckStanding(reader, id)
    const answer = standing.state === 'asked' ? undefined : standing.answer
    const closed = events.find(({ event }) => event === 'close')
    return {
      ...recheckRow(row, termOf(context)),
      claim: content.claim,
      askedBy: row.asker,
      answer: answer?.answer ?? null,
      answeredOn: answer?.answeredOn ?? null,
      answeredBy: answer?.answeredBy ?? null,
      before: PointsView.parse(JSON.parse(content.before)),
      after: closed === undefined ? null : CloseDetail.parse(JSON.parse(closed.detail)).after,
      warning: standing.state === 'answered' ? warningBeforeClosing(context, row) : null,
      actions: allowedRecheckActions(standing.state),
      timeline: events.toReversed().map(entryOf),
    }
  })
}

/**
 * What a resident can ask to have looked at again of the points for a purpose.
 * @throws CounterError NOT_FOUND, also where no pack is in force for the purpose
 */
export function getRecheckChoices(
  context: ServiceContext,
  residentId: string,
  purpose = COUNTER_PURPOSE,
): RecheckChoices {
  const { reader, resources, clock } = context
  return snapshot(reader, () => {
    const resident = getResident(reader, residentId)
    const open = listRechecksOfResident(context, residentId).filter(({ state }) => state !== 'closed')
    return {
      residentId,
      name: resident.name,
      dueOn: recheckDueOn(clock.today(), resources.calendar),
      lines: contestableLines(pointsToday(context, reader, { person: resident, purpose })).map((line) => ({
        code: line.code,
        name: line.name,
        basis: line.basis,
        state: line.state,
        pointsX100: line.pointsX100,
        departments: line.verifiers,
        byMonth: isByMonth(line),
        open: open.filter(({ indicator }) => indicator === line.code).map(({ receiptNo }) => receiptNo),
      })),
    }
  })
}

/** The day it is and the calendar of working days, by which a re-check is late. */
type Term = { today: PlainDate; calendar: WorkCalendar }

function termOf({ clock, resources }: ServiceContext): Term {
  return { today: clock.today(), calendar: resources.calendar }
}

function recheckRow(row: RecheckListRow, { today, calendar }: Term): RecheckRow {
  const dueOn = recheckDueOn(row.asked_on, calendar)
  return {
    id: row.id,
    receiptNo: row.receipt_no,
    residentId: row.resident_id,
    name: row.name,
    indicator: row.indicator,
    indicatorName: row.indicator_name,
    department: row.department,
    months: monthsOf(row),
    state: row.state,
    outcome: row.outcome,
    askedAt: row.asked_at,
    dueOn,
    overdue: row.state === 'asked' && isLate(dueOn, today),
  }
}

function warningBeforeClosing(context: ServiceContext, row: RecheckListRow): string | null {
  if (!factMissing(context.reader, row, pointsNow(context, context.reader, row))) return null
  return `部门认定情况属实，但“${row.indicator_name}”依据的事实在提出复核后还没有登记过变更。请先在居民页登记核实后的事实，再重新计分；直接办结的，这一项可能与提出时一样。`
}

function entryOf(row: RecheckEventRow): TimelineEntry {
  return { at: row.at, who: row.actor, what: wordsOf(row) }
}

function wordsOf({ event, detail }: RecheckEventRow): string {
  switch (event) {
    case 'ask':
      return '受理复核申请，保留当时的积分'
    case 'answer': {
      const { outcome, answeredOn, answeredBy } = RecheckAnswer.parse(JSON.parse(detail))
      return `登记答复：${recheckOutcomeText(outcome)}（${answeredBy}，${answeredOn}）`
    }
    case 'close': {
      const { unchanged } = CloseDetail.parse(JSON.parse(detail))
      return unchanged ? '重新计分并办结；依据的事实没有登记过变更' : '重新计分并办结'
    }
  }
}
