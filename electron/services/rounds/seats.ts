import { snapshot } from '#electron/store/snapshot.ts'
import { findRunOfRound, listSeats as listSeatRows, type SeatListRow } from '#electron/store/tables/runs.ts'
import { mechanismOf, type RoundPlan, Seat } from '#shared/domain/allocation/index.ts'
import type { SeatList, SeatListRequest, SeatRow } from '#shared/ipc/rounds.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { holdingWords, placeName } from '../seat-words.ts'
import { planOf } from './plan.ts'

/**
 * A window of the order of a round's last run, with who holds what now; empty where no round is named or none has run.
 * @throws CounterError NOT_FOUND
 */
export function listSeats({ reader }: Pick<ServiceContext, 'reader'>, request: SeatListRequest): SeatList {
  const { roundId, seated, town, place } = request.filters
  if (roundId === undefined) return { total: 0, rows: [] }
  return snapshot(reader, () => {
    const plan = planOf(getRound(reader, roundId))
    const run = findRunOfRound(reader, roundId)
    if (run === undefined) return { total: 0, rows: [] }
    // A single list has one name for all its places, whichever town they are kept for.
    const isByPlace = mechanismOf(plan) === 'deferred-acceptance'
    const filters = { runId: run.id, seated, town, place: isByPlace ? place : undefined }
    const { total, rows } = listSeatRows(reader, { ...request, filters })
    return { total, rows: rows.map((row) => seatRow(plan, row)) }
  })
}

function seatRow(plan: RoundPlan, row: SeatListRow): SeatRow {
  const { held, via, reply, shown_rank: rank, why } = row
  return {
    no: row.no,
    caseId: row.case_id,
    name: row.name,
    town: row.town,
    rank,
    pointsX100: row.points_x100,
    placeName: held === null ? null : placeName(plan, held),
    wish: wishOf(Seat.parse(JSON.parse(row.outcome)), held),
    seated: held !== null,
    via,
    reply,
    why: holdingWords({ place: held, via, reply }, { rank, plan, why }),
    paperId: row.paper_id,
  }
}

/** Which wish a place is: that of the run, or one above it, each of which the run gave a reason for. */
export function wishOf({ place, wish, why = [] }: Seat, held: string | null): number | null {
  if (held === null) return null
  if (held === place) return wish ?? null
  return why.find((entry) => entry.place === held)?.wish ?? null
}
