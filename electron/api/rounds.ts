import { z } from 'zod'
import { amendPlan } from '#electron/services/rounds/amend.ts'
import { commitToDraw, recordPublicNumber, revealSecret } from '#electron/services/rounds/draw-steps.ts'
import { freezeRound } from '#electron/services/rounds/freeze.ts'
import { checkFrozen } from '#electron/services/rounds/frozen-check.ts'
import { inTurn, progressInTurn } from '#electron/services/rounds/in-turn.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { getRoundPage, listRounds } from '#electron/services/rounds/page.ts'
import { runRound } from '#electron/services/rounds/run.ts'
import { listSeats } from '#electron/services/rounds/seats.ts'
import { RoundDone } from '#electron/services/rounds/state.ts'
import {
  AmendPlanRequest,
  CommitRequest,
  FrozenCheck,
  OpenRoundRequest,
  PublicNumberRequest,
  RevealRequest,
  RoundPage,
  RoundProgress,
  RoundRow,
  RoundWorkRequest,
  SeatList,
  SeatListRequest,
} from '#shared/ipc/rounds.ts'
import { RecordId } from './inputs.ts'
import { router, signedInProcedure, supervisorProcedure } from './trpc.ts'

/** The life of a round until its run, and what is shown of it. */
export const rounds = router({
  list: signedInProcedure.output(z.array(RoundRow)).query(({ ctx }) => listRounds(ctx.service)),
  get: signedInProcedure
    .input(RecordId)
    .output(RoundPage)
    .query(({ ctx, input }) => getRoundPage(ctx.service, input.id)),
  seats: signedInProcedure
    .input(SeatListRequest)
    .output(SeatList)
    .query(({ ctx, input }) => listSeats(ctx.service, input)),
  open: supervisorProcedure
    .input(OpenRoundRequest)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => openRound(ctx.service, input)),
  amend: supervisorProcedure
    .input(AmendPlanRequest)
    .output(RoundDone)
    .mutation(({ ctx, input }) => amendPlan(ctx.service, input)),
  commit: signedInProcedure
    .input(CommitRequest)
    .output(RoundDone)
    .mutation(({ ctx, input }) => commitToDraw(ctx.service, input)),
  freeze: signedInProcedure.input(RoundWorkRequest).subscription(async function* ({ ctx, input, signal }) {
    const going = signal ?? new AbortController().signal
    const freeze = progressInTurn(ctx.service, () => freezeRound(ctx.service, input, going), going)
    for await (const progress of freeze) yield RoundProgress.parse(progress)
  }),
  check: signedInProcedure
    .input(RecordId)
    .output(FrozenCheck)
    .query(({ ctx, input, signal }) =>
      inTurn(ctx.service, (either) => checkFrozen(ctx.service, input.id, either), signal),
    ),
  reveal: signedInProcedure
    .input(RevealRequest)
    .output(RoundDone)
    .mutation(({ ctx, input }) => revealSecret(ctx.service, input)),
  number: signedInProcedure
    .input(PublicNumberRequest)
    .output(RoundDone)
    .mutation(({ ctx, input }) => recordPublicNumber(ctx.service, input)),
  run: signedInProcedure.input(RoundWorkRequest).subscription(async function* ({ ctx, input, signal }) {
    const going = signal ?? new AbortController().signal
    const run = progressInTurn(ctx.service, () => runRound(ctx.service, input, going), going)
    for await (const progress of run) yield RoundProgress.parse(progress)
  }),
})
