import type { Reader } from '#electron/store/database.ts'
import type { RoundTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { countCasesByStatus } from '#electron/store/tables/cases.ts'
import { countStandingEntrants } from '#electron/store/tables/entrants.ts'
import { countHoldings } from '#electron/store/tables/holdings.ts'
import { listPapersOfRound } from '#electron/store/tables/papers.ts'
import { findRound, listRounds as listRoundRows } from '#electron/store/tables/rounds.ts'
import {
  countNoticed,
  countSeated,
  countSeats,
  findRunOfRound,
  listRunsOfRound,
  type RunRow,
} from '#electron/store/tables/runs.ts'
import { totalPlaces } from '#shared/domain/allocation/index.ts'
import {
  type CaseStatus,
  caseActionText,
  type RoundState,
  roundStatusText,
  statusText,
} from '#shared/domain/cases/index.ts'
import type { ObjectionView, RoundPage, RoundRow } from '#shared/ipc/rounds.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { placeName } from '../seat-words.ts'
import { callsDue } from './calls.ts'
import { decideState } from './objections.ts'
import { roundActionsNow } from './page-actions.ts'
import { drawView, freezeView } from './page-draw.ts'
import { runView } from './page-run.ts'
import { roundTimeline } from './page-words.ts'
import { planOf } from './plan.ts'
import { listRoundEvents, roundState } from './state.ts'

/** Which statuses of a case count as having reached a step. */
const SUBMITTED: readonly CaseStatus[] = ['submitted', 'returned', 'approved', 'seated', 'waiting', 'noticed']
const APPROVED: readonly CaseStatus[] = ['approved', 'seated', 'waiting', 'noticed']

/** Every round with its counts, the one opened last first. */
export function listRounds({ reader }: Pick<ServiceContext, 'reader'>): RoundRow[] {
  return snapshot(reader, () => listRoundRows(reader).map((round) => roundRow(reader, round)))
}

/** A round with its plan, funnel, draw, lists, run, objections and history. @throws CounterError NOT_FOUND */
export function getRoundPage(context: ServiceContext, id: string): RoundPage {
  const { reader } = context
  return snapshot(reader, () => {
    const round = getRound(reader, id)
    const events = listRoundEvents(reader, id)
    const state = roundState(reader, id)
    const { plan, announced } = state
    const row = roundRow(reader, round)
    const { run, earlier } = runsOf(reader, id, state)
    const freeze = freezeView(events)
    return {
      ...row,
      plan,
      openedBy: events[0]?.by.name ?? '',
      ...afterPart(reader, round),
      funnel: funnelOf(reader, row, { freeze: freeze?.applicants, run }),
      draw: drawView(round.title, state),
      ...(freeze === undefined ? {} : { freeze }),
      ...(run === undefined ? {} : { run: runView(context, run, { plan, events }) }),
      earlierRuns: earlier.map((one) => ({ id: one.id, ranAt: one.ran_at, ranBy: one.runner })),
      ...(announced === undefined ? {} : { announced }),
      objections: state.objections.map((objection) => objectionView(context, id, objection)),
      correctionDue: state.correctionDue,
      papers: listPapersOfRound(reader, { roundId: id }).map(({ id: paperId, number, title }) => ({
        id: paperId,
        number,
        title,
      })),
      freed: callsDue(reader, id, state).map(({ no, place, next }) => ({
        no,
        place,
        placeName: placeName(plan, place),
        awaited: next !== undefined,
      })),
      actions: roundActionsNow(context, id, state),
      timeline: roundTimeline(plan, events),
    }
  })
}

function roundRow(reader: Reader, round: RoundTable): RoundRow {
  const plan = planOf(round)
  return {
    id: round.id,
    title: round.title,
    kind: round.kind,
    status: round.status,
    statusText: roundStatusText(round.status),
    places: totalPlaces(plan),
    applications: countApplications(reader, round),
    seated: seatedIn(reader, round),
    cutOff: plan.cutOff,
  }
}

/** Who has a place now: from publication on who holds one, before it whom the last run gave one. */
function seatedIn(reader: Reader, { id, status }: RoundTable): number {
  if (!isRunCurrent({ status })) return 0
  if (status === 'published' || status === 'closed') return countHoldings(reader, id).held
  const run = findRunOfRound(reader, id)
  return run === undefined ? 0 : countSeated(reader, run.id)
}

/** While the list is frozen anew after an objection, the run before it no longer says who has a place. */
function isRunCurrent({ status }: Pick<RoundTable, 'status'>): boolean {
  return status !== 'open' && status !== 'frozen'
}

function countApplications(reader: Reader, { id, kind }: RoundTable): number {
  if (kind === 'health-check') return casesIn(reader, id, SUBMITTED)
  return countStandingEntrants(reader, id)
}

function casesIn(reader: Reader, roundId: string, statuses: readonly CaseStatus[]): number {
  return countCasesByStatus(reader, roundId)
    .filter(({ status }) => statuses.includes(status))
    .reduce((sum, { n }) => sum + n, 0)
}

function runsOf(
  reader: Reader,
  roundId: string,
  { status }: RoundState,
): { run: RunRow | undefined; earlier: RunRow[] } {
  const runs = listRunsOfRound(reader, roundId)
  if (!isRunCurrent({ status })) return { run: undefined, earlier: runs }
  const [run, ...earlier] = runs
  return { run, earlier }
}

type Reached = { freeze: number | undefined; run: RunRow | undefined }

function funnelOf(reader: Reader, row: RoundRow, { freeze, run }: Reached): RoundPage['funnel'] {
  const isHealthCheck = row.kind === 'health-check'
  const approved = isHealthCheck
    ? [{ step: caseActionText('approve'), count: casesIn(reader, row.id, APPROVED) }]
    : []
  return [
    { step: isHealthCheck ? '受理' : '申请', count: row.applications },
    ...approved,
    { step: '冻结名单', count: freeze ?? 0 },
    { step: '排序', count: run === undefined ? 0 : countSeats(reader, run.id) },
    { step: statusText('seated'), count: row.seated },
    { step: statusText('noticed'), count: run === undefined ? 0 : countNoticed(reader, run.id) },
    { step: '已接受', count: countHoldings(reader, row.id).accepted },
  ]
}

function afterPart(reader: Reader, { after_round }: RoundTable): Pick<RoundPage, 'after'> {
  const before = after_round === null ? undefined : findRound(reader, after_round)
  return before === undefined ? {} : { after: { id: before.id, title: before.title } }
}

function objectionView(
  context: ServiceContext,
  roundId: string,
  objection: RoundState['objections'][number],
): ObjectionView {
  const { id, no, grounds, at, by, decision } = objection
  return {
    id,
    no,
    grounds,
    at,
    by: by.name,
    ...(decision === undefined
      ? {}
      : {
          decision: {
            upheld: decision.upheld,
            reason: decision.reason,
            at: decision.at,
            by: decision.by.name,
          },
        }),
    decide: decideState(context, roundId, objection),
  }
}
