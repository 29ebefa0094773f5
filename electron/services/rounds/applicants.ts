import type { Reader, Transaction } from '#electron/store/database.ts'
import type { EntrantTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { listCasesInRound } from '#electron/store/tables/cases.ts'
import {
  countStandingEntrants,
  insertEntrants,
  keepEntrantPoints,
  listCaseEntrants,
  listStandingEntrants,
  updateEntrant,
} from '#electron/store/tables/entrants.ts'
import { assertNever } from '#shared/base/assert-never.ts'
import { CounterError } from '#shared/base/failure.ts'
import { fullMonths, type PlainDate } from '#shared/base/plain-date.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import { type Applicant, pointsX100, type RoundPlan, type TieKey } from '#shared/domain/allocation/index.ts'
import { findFact } from '#shared/domain/people/index.ts'
import { EntrantGiven } from '#shared/ipc/round-entrants.ts'
import { dayOf } from '../clock.ts'
import type { ServiceContext } from '../context.ts'
import { getResident } from '../getters.ts'
import { type Assessed, assessPerson } from '../judgement.ts'
import { dayNumber, givenFaults, PART_WORDS, partWords, wishesOf } from './entrant-given.ts'

/** Applicants as the list freezes them, and the applications that cannot be ranked, by number, with what is missing. */
export type ReadApplicants = { applicants: Applicant[]; problems: { no: string; what: string }[] }

const CASE_WITHDRAWN = '办件已撤回'

/** How many applications of a round stand. */
export function countEntrants(reader: Reader, roundId: string): number {
  return countStandingEntrants(reader, roundId)
}

/**
 * The standing applications of a window, by number, as of the plan's cut-off. Where a stored resident stands behind
 * one, points and ties are worked out from the facts that hold now; else they are those given. Of the day of
 * application the one given counts, else the day of entry. Problems name no person.
 * @throws CounterError NOT_FOUND, POLICY_BAD where no one points pack is in force on the cut-off
 */
export function readApplicants(
  context: ServiceContext,
  round: { id: string; plan: RoundPlan; title: string },
  window: { offset: number; limit: number },
): ReadApplicants {
  const { reader } = context
  return snapshot(reader, () => {
    const read: ReadApplicants = { applicants: [], problems: [] }
    for (const row of listStandingEntrants(reader, round.id, window)) {
      const { applicant, problems } = readApplicant(context, round.plan, row)
      if (problems.length === 0) read.applicants.push(applicant)
      else read.problems.push({ no: row.no, what: problems.join('；') })
    }
    return read
  })
}

/** Applications read before other calls get their turn. */
export const APPLICANTS_AT_ONCE = 100

/** Every standing application, so many at a time, as `readApplicants` gives them. @throws as `readApplicants` */
export function* readEveryApplicant(
  context: ServiceContext,
  round: { id: string; plan: RoundPlan; title: string },
): Generator<ReadApplicants & { done: number; total: number }> {
  const total = countEntrants(context.reader, round.id)
  for (let offset = 0; offset < total; offset += APPLICANTS_AT_ONCE) {
    const read = readApplicants(context, round, { offset, limit: APPLICANTS_AT_ONCE })
    yield { ...read, done: Math.min(total, offset + APPLICANTS_AT_ONCE), total }
  }
}

/**
 * Health check: puts approved cases on the round's list under their receipt numbers, and takes out those that were
 * withdrawn since. Doing it again changes nothing.
 * @returns how many cases were put on the list
 */
export function takeInCases(tx: Transaction, _context: ServiceContext, roundId: string): number {
  const known = new Set<string | null>()
  for (const { no, case_id, status, withdrawn } of listCaseEntrants(tx, roundId)) {
    known.add(case_id)
    if (status === 'withdrawn' && withdrawn === null)
      updateEntrant(tx, { roundId, no }, { withdrawn: CASE_WITHDRAWN })
  }
  const added = listCasesInRound(tx, roundId, 'approved').filter(({ id }) => !known.has(id))
  insertEntrants(
    tx,
    added.map((file): EntrantTable => {
      const { name, id_number } = getResident(tx, file.resident_id)
      return {
        round_id: roundId,
        no: file.receipt_no,
        source: 'case',
        resident_id: file.resident_id,
        case_id: file.id,
        name,
        id_number,
        // That of the employer, which is read with the points.
        town: null,
        points_x100: file.points_x100,
        given: '{}',
        entered_by: file.submitted_by,
        entered_at: file.submitted_at,
        withdrawn: null,
      }
    }),
  )
  return added.length
}

/** Keeps the points and towns of frozen applicants for what lists show. */
export function keepPoints(tx: Transaction, roundId: string, applicants: readonly Applicant[]): void {
  const kept = applicants.map(({ no, points, group }) => ({
    no,
    pointsX100: points === undefined ? null : pointsX100(points),
    town: group ?? null,
  }))
  keepEntrantPoints(tx, roundId, kept)
}

type Scored = { points?: string; ties: Record<string, number>; town: string | null; problems: string[] }
type Read = { applicant: Applicant; problems: string[] }

function readApplicant(context: ServiceContext, plan: RoundPlan, row: EntrantTable): Read {
  const given = EntrantGiven.parse(JSON.parse(row.given))
  const faults = givenFaults(plan, given, row.resident_id !== null)
  const scored =
    row.resident_id === null ? givenScore(plan, given, row) : storedScore(context, { plan, given, row })
  const { points, ties, town } = scored
  const problems = [
    ...faults.map(({ part, message }) => `${partWords(part)}：${message}`),
    ...scored.problems,
    ...(plan.quotas.length > 0 && town === null ? ['没有镇街，不知道用哪个镇街的名额'] : []),
    ...(town !== null && !plan.towns.includes(town) ? ['镇（街道）不在本批次的受理范围内'] : []),
  ]
  if (problems.length > 0) return { applicant: { no: row.no }, problems }
  const { family, tags = [], refused, consent = true } = given
  const applicant: Applicant = {
    no: row.no,
    consent,
    ...(family === undefined ? {} : { family }),
    ...(points === undefined ? {} : { points }),
    ...(plan.ties.length === 0 ? {} : { ties }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(town === null ? {} : { group: town }),
    ...(refused === undefined ? {} : { refused }),
    ...wishesOf(plan, given),
  }
  return { applicant, problems }
}

/** What a list gives itself; `givenFaults` has said what is missing. */
function givenScore(plan: RoundPlan, { points, ties = {} }: EntrantGiven, { town }: EntrantTable): Scored {
  const used = plan.ties.flatMap((tie) => {
    const value = ties[tie]
    return value === undefined ? [] : [[tie, value] as const]
  })
  const own =
    plan.order === 'points' && points !== undefined ? { points: formatX100(pointsX100(points)) } : {}
  return { ...own, ties: Object.fromEntries(used), town, problems: [] }
}

type Stored = { plan: RoundPlan; given: EntrantGiven; row: EntrantTable }

/** What the store knows of the resident behind an application. */
function storedScore(context: ServiceContext, { plan, given, row }: Stored): Scored {
  const score: Scored = { ties: {}, town: row.town, problems: [] }
  const appliedOn = given.ties?.appliedOn ?? dayNumber(dayOf(row.entered_at))
  if (plan.ties.includes('appliedOn')) score.ties.appliedOn = appliedOn
  if (plan.order === 'draw') return score
  const assessed = assessedOrProblem(context, { plan, row })
  if (typeof assessed === 'string') return { ...score, problems: [assessed] }
  score.problems.push(...pointsProblems(assessed, plan.cutOff))
  score.points = formatX100(assessed.points.totalX100)
  for (const tie of plan.ties) {
    if (tie === 'appliedOn') continue
    const value = storedTie(assessed, tie, plan.cutOff)
    if (value === undefined) score.problems.push(`${PART_WORDS[tie]}还不清楚`)
    else score.ties[tie] = value
  }
  return plan.kind === 'health-check' ? withEmployersTown(score, assessed) : score
}

/** The assessment of the person, or why there is none. */
function assessedOrProblem(
  { reader, resources }: ServiceContext,
  { plan, row }: Pick<Stored, 'plan' | 'row'>,
): Assessed | string {
  const person = getResident(reader, row.resident_id ?? '')
  if (person.listed === 0 && person.merged_into === null) return '对应的居民记录已随导入批次撤销'
  try {
    return assessPerson(reader, person, { resources, on: plan.cutOff })
  } catch (error) {
    if (error instanceof CounterError && error.code === 'CONFLICT') return '有一项事实同时有两个现行数值'
    throw error
  }
}

function pointsProblems({ points: { complete, standing } }: Assessed, on: PlainDate): string[] {
  const open = complete ? [] : [`到 ${on} 的积分还有不清楚的指标`]
  switch (standing.kind) {
    case 'open':
      return open
    case 'frozen':
      return [...open, '积分已冻结，不能使用']
    case 'vetoed':
      return [...open, '有一票否决的情形，积分不能使用']
    case 'not-admitted':
      return [...open, '不符合积分申请条件，积分不能使用']
    case 'unknown':
      return [...open, '积分能不能使用还不清楚']
    default:
      return assertNever(standing.kind)
  }
}

/** Full months up to the cut-off; none where it is known that there is no registration or permit. */
function storedTie(
  { facts, pointsFacts }: Assessed,
  tie: Exclude<TieKey, 'appliedOn'>,
  on: PlainDate,
): number | undefined {
  switch (tie) {
    case 'insuredMonths':
      return pointsFacts.insuredMonths
    case 'residenceMonths':
      return monthsSince(findFact(facts, 'residence')?.registeredOn, on, pointsFacts.residence)
    case 'permitMonths':
      return monthsSince(findFact(facts, 'permit')?.issuedOn, on, pointsFacts.permit)
    default:
      return assertNever(tie)
  }
}

function monthsSince(
  day: PlainDate | undefined,
  on: PlainDate,
  items: readonly unknown[] | undefined,
): number | undefined {
  if (day !== undefined) return Math.max(0, fullMonths(day, on))
  return items?.length === 0 ? 0 : undefined
}

/** Places of the health check count for the town where people work. */
function withEmployersTown(score: Scored, { facts }: Assessed): Scored {
  const town = findFact(facts, 'employment')?.town
  if (town !== undefined) return { ...score, town }
  return { ...score, problems: [...score.problems, '工作单位还不清楚'] }
}
