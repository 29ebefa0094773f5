import { z } from 'zod'
import { readList, takeList } from '#electron/services/rounds/entrant-list.ts'
import { editEntrant, listEntrants, withdrawEntrant } from '#electron/services/rounds/entrants.ts'
import { inTurn } from '#electron/services/rounds/in-turn.ts'
import { addMatching, findMatching } from '#electron/services/rounds/matching.ts'
import {
  Added,
  AddMatchingRequest,
  EditEntrantRequest,
  EntrantList,
  EntrantListRequest,
  Matching,
  MatchingRequest,
  ReadList,
  ReadListRequest,
  TakeListRequest,
  WithdrawEntrantRequest,
} from '#shared/ipc/round-entrants.ts'
import { router, signedInProcedure } from './trpc.ts'

/** Applications of a round, while it takes them. */
export const entrants = router({
  list: signedInProcedure
    .input(EntrantListRequest)
    .output(EntrantList)
    .query(({ ctx, input }) => listEntrants(ctx.service, input)),
  matching: signedInProcedure
    .input(MatchingRequest)
    .output(Matching)
    .query(({ ctx, input }) => findMatching(ctx.service, input)),
  addMatching: signedInProcedure
    .input(AddMatchingRequest)
    .output(Added)
    .mutation(({ ctx, input }) => inTurn(ctx.service, () => addMatching(ctx.service, input))),
  readList: signedInProcedure
    .input(ReadListRequest)
    .output(ReadList)
    .query(({ ctx, input }) => inTurn(ctx.service, () => readList(ctx.service, input))),
  takeList: signedInProcedure
    .input(TakeListRequest)
    .output(Added)
    .mutation(({ ctx, input }) => inTurn(ctx.service, () => takeList(ctx.service, input))),
  edit: signedInProcedure
    .input(EditEntrantRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => editEntrant(ctx.service, input)),
  withdraw: signedInProcedure
    .input(WithdrawEntrantRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => withdrawEntrant(ctx.service, input)),
})
