import { z } from 'zod'
import { issueNotice } from '#electron/services/notices.ts'
import { getPaperPage, listPapers } from '#electron/services/papers.ts'
import { IssueNoticeRequest, PaperList, PaperListRequest, PaperPage } from '#shared/ipc/papers.ts'
import { RecordId } from './inputs.ts'
import { router, signedInProcedure } from './trpc.ts'

export const papers = router({
  list: signedInProcedure
    .input(PaperListRequest)
    .output(PaperList)
    .query(({ ctx, input }) => listPapers(ctx.service, input)),
  get: signedInProcedure
    .input(RecordId)
    .output(PaperPage)
    .query(({ ctx, input }) => getPaperPage(ctx.service, input.id)),
  issueNotice: signedInProcedure
    .input(IssueNoticeRequest)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => issueNotice(ctx.service, input)),
})
