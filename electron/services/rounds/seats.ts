import type { Reader } from '#electron/store/database.ts'
import type { RoundTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { findPaper } from '#electron/store/tables/papers.ts'
import { findRunOfRound, listSeats as listSeatRows, type SeatListRow } from '#electron/store/tables/runs.ts'
import { mechanismOf, type RoundPlan, Seat, type WhyCode } from '#shared/domain/allocation/index.ts'
import type { SeatList, SeatListRequest, SeatRow } from '#shared/ipc/rounds.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { holdingWords, placeName } from '../seat-words.ts'
import { planOf } from './plan.ts'
import { listRoundEvents } from './state.ts'

/**
 * A window of the order of a round's last run, with who holds what now; empty where no round is named or none has run.
 * @throws CounterError NOT_FOUND
 */
export function listSeats({ reader }: Pick<ServiceContext, 'reader'>, request: SeatListRequest): SeatList {
  const { roundId, seated, town, place } = request.filters
  if (roundId === undefined) return { total: 0, rows: [] }
  return snapshot(reader, () => {
    const round = getRound(reader, roundId)
    const plan = planOf(round)
    const run = findRunOfRound(reader, roundId)
    if (run === undefined) return { total: 0, rows: [] }
    // A single list has one name for all its places, whichever town they are kept for.
    const isByPlace = mechanismOf(plan) === 'deferred-acceptance'
    const filters = { runId: run.id, seated, town, place: isByPlace ? place : undefined }
    const { total, rows } = listSeatRows(reader, { ...request, filters })
    const isTold = toldPapers(reader, roundId, rows)
    return { total, rows: rows.map((row) => seatRow({ round, plan, isTold }, row)) }
  })
}

/** Whose paper tells what is held now: one from before a place was given along the waiting order or arranged does not. */
function toldPapers(
  reader: Reader,
  roundId: string,
  rows: readonly SeatListRow[],
): (row: SeatListRow) => boolean {
  const isMoved = ({ via, paper_id }: SeatListRow) => via !== 'run' && paper_id !== null
  if (!rows.some(isMoved)) return () => true
  const moves = listRoundEvents(reader, roundId).filter(
    ({ kind }) => kind === 'replace' || kind === 'arrange',
  )
  return (row) => {
    if (!isMoved(row)) return true
    const moved = moves.findLast((event) => 'no' in event && event.no === row.no)
    const paper = findPaper(reader, row.paper_id ?? '')
    return moved === undefined || paper === undefined || paper.issued_at >= moved.at
  }
}

/** Codes of who is called for no place, whatever comes free. */
const CALLED_FOR_NONE: ReadonlySet<WhyCode> = new Set(['NOT_ELIGIBLE', 'NOT_CONSENTED', 'BELOW_LINE'])

/** Whether somebody without a place is called when one comes free. */
function isCalled(
  { status }: Pick<RoundTable, 'status'>,
  { held, reply }: SeatListRow,
  { why = [] }: Seat,
): boolean {
  if (status === 'closed' || held !== null || reply !== null) return false
  return why.some(({ code }) => !CALLED_FOR_NONE.has(code))
}

type OfRound = { round: Pick<RoundTable, 'status'>; plan: RoundPlan; isTold(row: SeatListRow): boolean }

function seatRow({ round, plan, isTold }: OfRound, row: SeatListRow): SeatRow {
  const { held, via, reply, shown_rank: rank, why } = row
  const seat = Seat.parse(JSON.parse(row.outcome))
  return {
    no: row.no,
    caseId: row.case_id,
    name: row.name,
    town: row.town,
    rank,
    pointsX100: row.points_x100,
    placeName: held === null ? null : placeName(plan, held),
    wish: wishOf(seat, held),
    seated: held !== null,
    waits: isCalled(round, row, seat),
    via,
    reply,
    why: holdingWords({ place: held, via, reply }, { rank, plan, why }),
    paperId: isTold(row) ? row.paper_id : null,
  }
}

/** Which wish a place is: that of the run, or one above it, each of which the run gave a reason for. */
export function wishOf({ place, wish, why = [] }: Seat, held: string | null): number | null {
  if (held === null) return null
  if (held === place) return wish ?? null
  return why.find((entry) => entry.place === held)?.wish ?? null
}
