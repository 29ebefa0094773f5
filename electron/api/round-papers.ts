import { issueFreezeNotice, issuePlaceNotice, issuePublicList } from '#electron/services/rounds/papers.ts'
import { IssuedPaper, RoundPaperRequest } from '#shared/ipc/papers.ts'
import { EntrantPaperRequest } from '#shared/ipc/round-results.ts'
import { router, signedInProcedure } from './trpc.ts'

export const roundPapers = router({
  freezeNotice: signedInProcedure
    .input(RoundPaperRequest)
    .output(IssuedPaper)
    .mutation(({ ctx, input }) => issueFreezeNotice(ctx.service, input)),
  publicList: signedInProcedure
    .input(RoundPaperRequest)
    .output(IssuedPaper)
    .mutation(({ ctx, input }) => issuePublicList(ctx.service, input)),
  placeNotice: signedInProcedure
    .input(EntrantPaperRequest)
    .output(IssuedPaper)
    .mutation(({ ctx, input }) => issuePlaceNotice(ctx.service, input)),
})
