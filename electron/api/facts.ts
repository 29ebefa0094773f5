import { z } from 'zod'
import { listDifferences } from '#electron/services/differences.ts'
import { decideFact, recordFact } from '#electron/services/facts.ts'
import { factHistory } from '#electron/services/resident-facts.ts'
import { FactState } from '#shared/domain/people/index.ts'
import {
  DecideFactRequest,
  DifferenceList,
  DifferenceListRequest,
  FactHistoryRequest,
  FactView,
  RecordedFact,
  RecordFactRequest,
} from '#shared/ipc/facts.ts'
import { router, signedInProcedure } from './trpc.ts'

export const facts = router({
  record: signedInProcedure
    .input(RecordFactRequest)
    .output(RecordedFact)
    .mutation(({ ctx, input }) => recordFact(ctx.service, input)),
  decide: signedInProcedure
    .input(DecideFactRequest)
    .output(z.object({ state: FactState }))
    .mutation(({ ctx, input }) => decideFact(ctx.service, input)),
  differences: signedInProcedure
    .input(DifferenceListRequest)
    .output(DifferenceList)
    .query(({ ctx, input }) => listDifferences(ctx.service, input)),
  history: signedInProcedure
    .input(FactHistoryRequest)
    .output(z.array(FactView))
    .query(({ ctx, input }) => factHistory(ctx.service, input)),
})
