import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { ActionState, CommandId, listRequest, listResponse, TimelineEntry } from './common.ts'

export const RoundStatus = z.enum(['open', 'ran', 'published'])
export type RoundStatus = z.infer<typeof RoundStatus>

/** The plan of a health-check round. What the city has not published (towns, ties, price) is chosen here by the supervisor. */
export const OpenRoundRequest = z.strictObject({
  commandId: CommandId,
  title: z.string().trim().min(2).max(60),
  places: z.int().min(1).max(100_000),
  towns: z.array(z.string()).min(1),
  costPerHeadFen: z.int().min(0).max(100_000_00),
  cutOff: PlainDate,
  /** Keys between points and the ticket, in order; an empty list means the ticket decides. */
  ties: z.array(z.enum(['residenceMonths', 'insuredMonths'])).max(2),
  /** The publicly named seed of the draw among equals. */
  seed: z.string().trim().min(4).max(200),
})
export type OpenRoundRequest = z.infer<typeof OpenRoundRequest>

export const RoundRow = z.object({
  id: z.string(),
  title: z.string(),
  status: RoundStatus,
  statusText: z.string(),
  places: z.int(),
  submitted: z.int(),
  approved: z.int(),
  cutOff: PlainDate,
})
export type RoundRow = z.infer<typeof RoundRow>

export const RoundPage = RoundRow.extend({
  towns: z.array(z.string()),
  ties: z.array(z.string()),
  seed: z.string(),
  costPerHeadFen: z.int(),
  openedBy: z.string(),
  /** Applications by step, for the funnel picture: words and number. */
  funnel: z.array(z.object({ step: z.string(), count: z.int() })),
  run: z
    .object({
      id: z.string(),
      ranAt: z.iso.datetime(),
      ranBy: z.string(),
      inputHash: z.string(),
      engine: z.string(),
      seated: z.int(),
      waiting: z.int(),
      cutoffText: z.string(),
      /** Filled places by town of the employer. */
      byTown: z.array(z.object({ town: z.string(), seated: z.int(), ranked: z.int() })),
      cost: z.object({
        totalFen: z.int(),
        payers: z.array(z.object({ name: z.string(), fen: z.int() })),
      }),
    })
    .optional(),
  actions: z.array(ActionState),
  timeline: z.array(TimelineEntry),
})
export type RoundPage = z.infer<typeof RoundPage>

/** The ranking of a run, windowed. Publicly shown rows are masked: receipt number only. */
export const SeatListRequest = listRequest(['rank', 'town', 'receiptNo'], {
  roundId: z.string(),
  seated: z.boolean(),
  town: z.string(),
})
export type SeatListRequest = z.infer<typeof SeatListRequest>
export const SeatRow = z.object({
  caseId: z.string(),
  receiptNo: z.string(),
  name: z.string(),
  town: z.string(),
  rank: z.int(),
  pointsX100: z.int(),
  seated: z.boolean(),
  why: z.string(),
  paperId: z.string().nullable(),
})
export type SeatRow = z.infer<typeof SeatRow>
export const SeatList = listResponse(SeatRow)
export type SeatList = z.infer<typeof SeatList>

/** Progress of a run; the last event carries `runId`. Cancelling before it leaves nothing behind. */
export const RunProgress = z.object({
  stage: z.string(),
  done: z.int(),
  total: z.int(),
  runId: z.string().optional(),
})
export type RunProgress = z.infer<typeof RunProgress>
