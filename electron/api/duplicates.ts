import { z } from 'zod'
import { checkDuplicates, listDuplicatePairs, notSame } from '#electron/services/duplicates.ts'
import { mergeResidents, undoMerge } from '#electron/services/merge.ts'
import { compareResidents } from '#electron/services/merge-view.ts'
import {
  CompareRequest,
  Comparison,
  DuplicateCandidate,
  DuplicateCheckRequest,
  DuplicateListRequest,
  DuplicatePairList,
  Merged,
  MergeRequest,
  NotSameRequest,
  UndoMergeRequest,
  UndoneMerge,
} from '#shared/ipc/duplicates.ts'
import { router, signedInProcedure } from './trpc.ts'

/** Clerks and supervisors alike: two records of one person are met every day, and a merge can be undone. */
export const duplicates = router({
  check: signedInProcedure
    .input(DuplicateCheckRequest)
    .output(z.array(DuplicateCandidate))
    .query(({ ctx, input }) => checkDuplicates(ctx.service, input)),
  list: signedInProcedure
    .input(DuplicateListRequest)
    .output(DuplicatePairList)
    .query(({ ctx, input }) => listDuplicatePairs(ctx.service, input)),
  compare: signedInProcedure
    .input(CompareRequest)
    .output(Comparison)
    .query(({ ctx, input }) => compareResidents(ctx.service, input)),
  merge: signedInProcedure
    .input(MergeRequest)
    .output(Merged)
    .mutation(({ ctx, input }) => mergeResidents(ctx.service, input)),
  undoMerge: signedInProcedure
    .input(UndoMergeRequest)
    .output(UndoneMerge)
    .mutation(({ ctx, input }) => undoMerge(ctx.service, input)),
  notSame: signedInProcedure
    .input(NotSameRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => notSame(ctx.service, input)),
})
