import { z } from 'zod'
import { Announced, announceRound } from '#electron/services/rounds/announce.ts'
import { arrangePlace } from '#electron/services/rounds/arrange.ts'
import { getReplacement } from '#electron/services/rounds/calls.ts'
import { closeRound } from '#electron/services/rounds/close.ts'
import { getEntrantPage } from '#electron/services/rounds/entrant-page.ts'
import { inTurn } from '#electron/services/rounds/in-turn.ts'
import { getLeftovers } from '#electron/services/rounds/leftovers.ts'
import { decideObjection, recordObjection } from '#electron/services/rounds/objections.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { RoundDone } from '#electron/services/rounds/state.ts'
import { whatIf } from '#electron/services/rounds/what-if.ts'
import {
  EntrantId,
  EntrantPage,
  LeftoversView,
  ReplacementRequest,
  ReplacementView,
  WhatIf,
  WhatIfRequest,
} from '#shared/ipc/round-results.ts'
import {
  ArrangeRequest,
  DecideObjectionRequest,
  ObjectRequest,
  Replaced,
  ReplaceRequest,
  Reply,
  ReplyRequest,
} from '#shared/ipc/rounds.ts'
import { RecordId, RoundCommand } from './inputs.ts'
import { router, signedInProcedure, supervisorProcedure } from './trpc.ts'

/** The life of a round after its run, and what one applicant is told. */
export const roundResults = router({
  announce: signedInProcedure
    .input(RoundCommand)
    .output(Announced)
    .mutation(({ ctx, input }) => announceRound(ctx.service, input)),
  object: signedInProcedure
    .input(ObjectRequest)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => recordObjection(ctx.service, input)),
  decide: supervisorProcedure
    .input(DecideObjectionRequest)
    .output(z.object({ upheld: z.boolean() }))
    .mutation(({ ctx, input }) => decideObjection(ctx.service, input)),
  publish: supervisorProcedure
    .input(RoundCommand)
    .output(RoundDone)
    .mutation(({ ctx, input }) => publishRound(ctx.service, input)),
  reply: signedInProcedure
    .input(ReplyRequest)
    .output(z.object({ reply: Reply }))
    .mutation(({ ctx, input }) => recordReply(ctx.service, input)),
  replace: signedInProcedure
    .input(ReplaceRequest)
    .output(Replaced)
    .mutation(({ ctx, input }) => replaceApplicant(ctx.service, input)),
  arrange: supervisorProcedure
    .input(ArrangeRequest)
    .output(z.object({ no: z.string(), place: z.string() }))
    .mutation(({ ctx, input }) => arrangePlace(ctx.service, input)),
  close: supervisorProcedure
    .input(RoundCommand)
    .output(RoundDone)
    .mutation(({ ctx, input }) => closeRound(ctx.service, input)),
  entrant: signedInProcedure
    .input(EntrantId)
    .output(EntrantPage)
    .query(({ ctx, input }) => getEntrantPage(ctx.service, input)),
  replacement: signedInProcedure
    .input(ReplacementRequest)
    .output(ReplacementView)
    .query(({ ctx, input }) => getReplacement(ctx.service, input)),
  leftovers: signedInProcedure
    .input(RecordId)
    .output(LeftoversView)
    .query(({ ctx, input }) => getLeftovers(ctx.service, input.id)),
  whatIf: signedInProcedure
    .input(WhatIfRequest)
    .output(WhatIf)
    .query(({ ctx, input, signal }) =>
      inTurn(ctx.service, (either) => whatIf(ctx.service, input, either), signal),
    ),
})
