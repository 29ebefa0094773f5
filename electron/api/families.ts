import { z } from 'zod'
import { endRelation, moveHousehold, relate } from '#electron/services/families.ts'
import {
  EndRelationRequest,
  MovedHousehold,
  MoveHouseholdRequest,
  Related,
  RelateRequest,
} from '#shared/ipc/families.ts'
import { router, signedInProcedure } from './trpc.ts'

export const families = router({
  relate: signedInProcedure
    .input(RelateRequest)
    .output(Related)
    .mutation(({ ctx, input }) => relate(ctx.service, input)),
  endRelation: signedInProcedure
    .input(EndRelationRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => endRelation(ctx.service, input)),
  moveHousehold: signedInProcedure
    .input(MoveHouseholdRequest)
    .output(MovedHousehold)
    .mutation(({ ctx, input }) => moveHousehold(ctx.service, input)),
})
