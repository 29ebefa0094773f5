import type { Reader } from '#electron/store/database.ts'
import type { SeatTable } from '#electron/store/schema.ts'
import { listStandingEntrants } from '#electron/store/tables/entrants.ts'
import {
  allocateRound,
  pointsX100,
  type Round,
  type RoundPlan,
  type RoundResult,
  sharedRanks,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '../hash.ts'
import { seatWords } from '../seat-words.ts'

type Ran = { runId: string; roundId: string; plan: RoundPlan; round: Round; result: RoundResult }

/** What a run gave everybody, as it is kept, in the order of the whole round. */
export function seatRows(reader: Reader, { runId, roundId, plan, round, result }: Ran): SeatTable[] {
  const caseIds = new Map(listStandingEntrants(reader, roundId).map(({ no, case_id }) => [no, case_id]))
  const applicants = new Map(round.applicants.map((applicant) => [applicant.no, applicant]))
  const seats = new Map(result.seats.map((seat) => [seat.no, seat]))
  const shown = round.mechanism === 'ranked-quota' ? sharedRanks(round, result, sha256) : undefined
  return wholeOrder(round, result).map((no, index): SeatTable => {
    const applicant = applicants.get(no)
    const seat = seats.get(no)
    if (applicant === undefined || seat === undefined) throw new Error('the order names nobody else')
    const shown_rank = shown?.get(no) ?? index + 1
    return {
      run_id: runId,
      no,
      case_id: caseIds.get(no) ?? null,
      rank: index + 1,
      shown_rank,
      place: seat.place,
      points_x100: applicant.points === undefined ? null : pointsX100(applicant.points),
      town: applicant.group ?? null,
      outcome: JSON.stringify(seat),
      why: seatWords(seat, { rank: shown_rank, plan }),
    }
  })
}

/** Everybody in the order of the round; where it goes by wishes, in that of the keys which no wish changes. */
function wholeOrder(round: Round, { order }: RoundResult): string[] {
  if (order !== undefined) return order
  const keys = round.order.filter(({ key }) => key !== 'class' && key !== 'priority')
  const applicants = round.applicants.map(({ wishes: _own, ...applicant }) => applicant)
  const { format, id, seed } = round
  const drawn = allocateRound({ format, id, seed, mechanism: 'draw', order: keys, applicants }, sha256)
  return drawn.order ?? []
}
