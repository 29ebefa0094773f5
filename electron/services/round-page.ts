import { z } from 'zod'
import type { RoundTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { countCasesByStatus } from '#electron/store/tables/cases.ts'
import {
  listRoundActions,
  listRounds as listRoundRows,
  type RoundActionRow,
} from '#electron/store/tables/rounds.ts'
import {
  countSeatsByTown,
  findRun,
  findRunOfRound,
  listSeats as listSeatRows,
} from '#electron/store/tables/runs.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import { costSplit, parseResult, type RoundResult } from '#shared/domain/allocation/index.ts'
import { type CaseStatus, caseActionText, roundStatusText, statusText } from '#shared/domain/cases/index.ts'
import type { RoundPage, RoundRow, SeatList, SeatListRequest } from '#shared/ipc/rounds.ts'
import { dayOf } from './clock.ts'
import type { ServiceContext } from './context.ts'
import { getRound } from './getters.ts'
import { roundTowns } from './judgement.ts'
import { getProgramme } from './resources.ts'
import { roundActions } from './round-actions.ts'

const ACTION_WORDS = {
  open: '开设批次',
  run: '运行批次',
  publish: '公布结果',
} as const satisfies Record<RoundActionRow['action'], string>

/** Which statuses count as having reached a step. */
const FUNNEL: readonly { step: string; statuses: readonly CaseStatus[] }[] = [
  { step: '受理', statuses: ['submitted', 'returned', 'approved', 'seated', 'waiting', 'noticed'] },
  { step: caseActionText('approve'), statuses: ['approved', 'seated', 'waiting', 'noticed'] },
  { step: statusText('seated'), statuses: ['seated', 'noticed'] },
  { step: statusText('noticed'), statuses: ['noticed'] },
]

/** Every round with its counts, the one opened last first. */
export function listRounds({ reader }: ServiceContext): RoundRow[] {
  return listRoundRows(reader).map((round) => roundRow(round, countsOf({ reader }, round.id)))
}

/** A round with its plan, funnel, run and history. @throws CounterError NOT_FOUND */
export function getRoundPage(context: ServiceContext, id: string): RoundPage {
  const { reader } = context
  return snapshot(reader, () => {
    const round = getRound(reader, id)
    const counts = countsOf(context, id)
    const actions = listRoundActions(reader, id)
    return {
      ...roundRow(round, counts),
      towns: roundTowns(round),
      ties: z.array(z.string()).parse(JSON.parse(round.ties)),
      seed: round.seed,
      costPerHeadFen: round.cost_per_head_fen,
      openedBy: actions.find(({ action }) => action === 'open')?.actor ?? '',
      funnel: FUNNEL.map(({ step, statuses }) => ({ step, count: sum(counts, statuses) })),
      ...runPart(context, round, actions),
      actions: roundActions(context, id),
      timeline: actions
        .toReversed()
        .map(({ at, actor, action }) => ({ at, who: actor, what: ACTION_WORDS[action] })),
    }
  })
}

/** A window of a run's ranking. */
export function listSeats({ reader }: ServiceContext, request: SeatListRequest): SeatList {
  const { total, rows } = listSeatRows(reader, request)
  return {
    total,
    rows: rows.map((row) => ({
      caseId: row.case_id,
      receiptNo: row.receipt_no,
      name: row.name,
      town: row.town,
      rank: row.rank,
      pointsX100: row.points_x100,
      seated: row.seated === 1,
      why: row.why,
      paperId: row.paper_id,
    })),
  }
}

type Counts = Map<CaseStatus, number>

function countsOf({ reader }: Pick<ServiceContext, 'reader'>, roundId: string): Counts {
  return new Map(countCasesByStatus(reader, roundId).map(({ status, n }) => [status, n]))
}

function sum(counts: Counts, statuses: readonly CaseStatus[]): number {
  return statuses.reduce((total, status) => total + (counts.get(status) ?? 0), 0)
}

function roundRow(round: RoundTable, counts: Counts): RoundRow {
  return {
    id: round.id,
    title: round.title,
    status: round.status,
    statusText: roundStatusText(round.status),
    places: round.places,
    submitted: sum(counts, ['submitted', 'returned', 'approved', 'seated', 'waiting', 'noticed']),
    approved: sum(counts, ['approved', 'seated', 'waiting', 'noticed']),
    cutOff: round.cut_off,
  }
}

function runPart(
  { reader, resources }: ServiceContext,
  round: RoundTable,
  actions: RoundActionRow[],
): Pick<RoundPage, 'run'> {
  const found = findRunOfRound(reader, round.id)
  const run = found && findRun(reader, found.id)
  if (found === undefined || run === undefined) return {}
  const byTown = countSeatsByTown(reader, run.id)
  const seated = byTown.reduce((total, town) => total + town.seated, 0)
  const ranked = byTown.reduce((total, town) => total + town.ranked, 0)
  const openedOn = dayOf(actions[0]?.at ?? run.ran_at)
  const payers = getProgramme(resources, openedOn).policy.payers.value ?? []
  const seats = byTown.map((town) => ({ town: town.town, seats: town.seated }))
  const { totalFen, thirdsFen } = costSplit(seated * round.cost_per_head_fen, seats)
  return {
    run: {
      id: run.id,
      ranAt: run.ran_at,
      ranBy: found.runner,
      inputHash: run.input_hash,
      engine: run.engine,
      seated,
      waiting: ranked - seated,
      cutoffText: cutoffText(parseResult(JSON.parse(run.result))),
      byTown,
      cost: { totalFen, payers: thirdsFen.map((fen, index) => ({ name: payers[index] ?? '', fen })) },
    },
  }
}

function cutoffText({ cutoffs }: RoundResult): string {
  const [cutoff] = cutoffs
  const points = cutoff?.last?.points
  if (cutoff === undefined || points === undefined) return '没有人入选'
  if (cutoff.filled < cutoff.capacity)
    return `名额未满（${cutoff.filled}/${cutoff.capacity}），排名者全部入选`
  return `最后一名入选者 ${formatX100(Math.round(points * 100))} 分`
}
