import { snapshot } from '#electron/store/snapshot.ts'
import { personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import { addDays, type PlainDate } from '#shared/base/plain-date.ts'
import { type PointsFacts, pointsFactsOf } from '#shared/domain/people/index.ts'
import {
  applyAssumptions,
  assessPoints,
  assumedFields,
  changeSummary,
  compareAssessments,
} from '#shared/domain/points/index.ts'
import type {
  LineComparison,
  PointsCardRequest,
  PointsComparison,
  WhatIfRequest,
  YearOnYearRequest,
} from '#shared/ipc/points.ts'
import type { PointsView } from '#shared/ipc/residents.ts'
import type { FactField } from '#shared/policy/index.ts'
import { startOf } from './clock.ts'
import type { ServiceContext } from './context.ts'
import { heldFactsThen } from './facts-then.ts'
import { getResident } from './getters.ts'
import { type Assessed, assessPerson } from './judgement.ts'
import { pointsView } from './points.ts'
import { getPack, policiesOf } from './policies.ts'

/**
 * The points of a resident as of today for a purpose.
 * @throws CounterError NOT_FOUND where the resident is missing or no pack is in force for the purpose
 */
export function pointsCard(context: ServiceContext, request: PointsCardRequest): PointsView {
  const { reader } = context
  return snapshot(reader, () => {
    const resident = getResident(reader, request.residentId)
    return pointsView(assessedToday(context, resident, request), resident)
  })
}

/** The points of today for the purpose asked for, or the everyday one. */
function assessedToday(
  { reader, resources, clock }: ServiceContext,
  resident: ResidentRow,
  { purpose }: Pick<PointsCardRequest, 'purpose'>,
): Assessed {
  const asked = purpose === undefined ? {} : { purpose }
  return assessPerson(reader, resident, { resources, on: clock.today(), ...asked })
}

/**
 * The points as they are beside what they would be if something were otherwise; nothing is recorded. Another day asks
 * the pack in force on it. @throws CounterError NOT_FOUND where the resident or a pack of that day is missing
 */
export function whatIf(context: ServiceContext, request: WhatIfRequest): PointsComparison {
  const { reader } = context
  return snapshot(reader, () => {
    const resident = getResident(reader, request.residentId)
    const before = assessedToday(context, resident, request)
    const { facts, on } = applyAssumptions(before.pointsFacts, request.assumptions, before.points.on)
    const assumed = assumedFields(request.assumptions)
    return comparison(resident, {
      before,
      after: assessedAnew(context, before, { facts, on }),
      changed: (field) => assumed.has(field),
      factsOf: 'then',
    })
  })
}

/**
 * The points of an earlier day, under the pack and with the facts that held on it, beside those of today. Of somebody
 * of whom nothing was known yet, today's facts are looked at as of that day.
 * @throws CounterError BAD_INPUT where the day is not earlier; NOT_FOUND
 */
export function yearOnYear(context: ServiceContext, request: YearOnYearRequest): PointsComparison {
  const { reader, clock } = context
  const { earlier } = request
  const today = clock.today()
  if (earlier >= today) throw notEarlier(today)
  return snapshot(reader, () => {
    const resident = getResident(reader, request.residentId)
    const after = assessedToday(context, resident, request)
    const held = heldFactsThen(reader, personSeqs(reader, resident.seq), startOf(addDays(earlier, 1)))
    const factsOf = held.length === 0 ? 'now' : 'then'
    const facts = factsOf === 'now' ? after.pointsFacts : factsThen(after, held, resident)
    const before = assessedAnew(context, after, { facts, on: earlier })
    return comparison(resident, {
      before: factsOf === 'now' ? before : { ...before, held },
      after,
      changed: (field) => JSON.stringify(facts[field]) !== JSON.stringify(after.pointsFacts[field]),
      factsOf,
    })
  })
}

/** What held of the person then; of the family what holds now. */
function factsThen(now: Assessed, held: Assessed['held'], { birth }: ResidentRow): PointsFacts {
  const { spouse, children, guardians } = now.pointsFacts
  return {
    ...pointsFactsOf(held, { birth }),
    ...(spouse === undefined ? {} : { spouse }),
    ...(children === undefined ? {} : { children }),
    ...(guardians === undefined ? {} : { guardians }),
  }
}

function assessedAnew(
  { reader, resources }: ServiceContext,
  assessed: Assessed,
  { facts, on }: { facts: PointsFacts; on: PlainDate },
): Assessed {
  const { lists } = assessed
  const { purpose } = assessed.points
  const pack = getPack(policiesOf(reader, resources), { purpose, on })
  const points = assessPoints(pack.policy, facts, on, { purpose, lists })
  return { ...assessed, pointsFacts: facts, pack, points }
}

interface Sides {
  before: Assessed
  after: Assessed
  changed(field: FactField): boolean
  factsOf: PointsComparison['factsOf']
}

function comparison(resident: ResidentRow, { before, after, changed, factsOf }: Sides): PointsComparison {
  const sides = { before: pointsView(before, resident), after: pointsView(after, resident) }
  const fieldsOf = new Map(
    [...before.points.lines, ...after.points.lines].map(({ code, fields }) => [code, fields]),
  )
  const changes = compareAssessments(before.points, after.points, {
    before: before.pack.policy,
    after: after.pack.policy,
    factsChanged: (code) => fieldsOf.get(code)?.some(changed) ?? false,
  })
  return {
    ...sides,
    changeX100: after.points.totalX100 - before.points.totalX100,
    lines: changes.map(({ code, name, changeX100, cause, text }): LineComparison => {
      const lineOf = (side: keyof typeof sides) =>
        sides[side].lines.find((line) => line.code === code) ?? null
      return { code, name, before: lineOf('before'), after: lineOf('after'), changeX100, cause, text }
    }),
    summary: changeSummary(changes, before.points, after.points),
    factsOf,
  }
}

function notEarlier(today: PlainDate): CounterError {
  return new CounterError('BAD_INPUT', `用来对比的日期不早于今天（${today}），没有可对比的结果。`, {
    at: 'earlier',
    hint: '请填写今天以前的日期。',
  })
}
