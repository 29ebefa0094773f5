import { z } from 'zod'
import {
  getRecheckChoices,
  getRecheckPage,
  listRechecks,
  listRechecksOfResident,
} from '#electron/services/recheck-page.ts'
import { answerRecheck, askRecheck, closeRecheck } from '#electron/services/rechecks.ts'
import {
  AnswerRecheckRequest,
  AskRecheckRequest,
  CloseRecheckRequest,
  RecheckChoices,
  RecheckChoicesRequest,
  RecheckList,
  RecheckListRequest,
  RecheckPage,
  RechecksOfResident,
} from '#shared/ipc/points.ts'
import { RecordId } from './inputs.ts'
import { router, signedInProcedure } from './trpc.ts'

export const rechecks = router({
  ask: signedInProcedure
    .input(AskRecheckRequest)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => askRecheck(ctx.service, input)),
  answer: signedInProcedure
    .input(AnswerRecheckRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => answerRecheck(ctx.service, input)),
  close: signedInProcedure
    .input(CloseRecheckRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => closeRecheck(ctx.service, input)),
  list: signedInProcedure
    .input(RecheckListRequest)
    .output(RecheckList)
    .query(({ ctx, input }) => listRechecks(ctx.service, input)),
  get: signedInProcedure
    .input(RecordId)
    .output(RecheckPage)
    .query(({ ctx, input }) => getRecheckPage(ctx.service, input.id)),
  /** What a resident can ask about; `id` is that of the resident, as in `ofResident`. */
  choices: signedInProcedure
    .input(RecheckChoicesRequest)
    .output(RecheckChoices)
    .query(({ ctx, input }) => getRecheckChoices(ctx.service, input.id, input.purpose)),
  ofResident: signedInProcedure
    .input(RecordId)
    .output(RechecksOfResident)
    .query(({ ctx, input }) => listRechecksOfResident(ctx.service, input.id)),
})
