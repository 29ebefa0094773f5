import { z } from 'zod'
import { getRoundPage, listRounds, listSeats } from '#electron/services/round-page.ts'
import { runRound } from '#electron/services/round-run.ts'
import { openRound, publishRound } from '#electron/services/rounds.ts'
import {
  OpenRoundRequest,
  RoundPage,
  RoundRow,
  RoundStatus,
  RunProgress,
  SeatList,
  SeatListRequest,
} from '#shared/ipc/rounds.ts'
import { RecordId, RoundCommand } from './inputs.ts'
import { router, signedInProcedure, supervisorProcedure } from './trpc.ts'

export const rounds = router({
  list: signedInProcedure.output(z.array(RoundRow)).query(({ ctx }) => listRounds(ctx.service)),
  get: signedInProcedure
    .input(RecordId)
    .output(RoundPage)
    .query(({ ctx, input }) => getRoundPage(ctx.service, input.id)),
  open: supervisorProcedure
    .input(OpenRoundRequest)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => openRound(ctx.service, input)),
  run: signedInProcedure.input(RoundCommand).subscription(async function* ({ ctx, input, signal }) {
    const run = runRound(ctx.service, input, signal ?? new AbortController().signal)
    for await (const progress of run) yield RunProgress.parse(progress)
  }),
  publish: supervisorProcedure
    .input(RoundCommand)
    .output(z.object({ status: RoundStatus }))
    .mutation(({ ctx, input }) => publishRound(ctx.service, input)),
  seats: signedInProcedure
    .input(SeatListRequest)
    .output(SeatList)
    .query(({ ctx, input }) => listSeats(ctx.service, input)),
})
