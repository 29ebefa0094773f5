import { z } from 'zod'
import { actOnCase } from '#electron/services/case-actions.ts'
import { getCasePage, listCases } from '#electron/services/case-page.ts'
import { previewCase, submitCase } from '#electron/services/case-submission.ts'
import { CaseStatus } from '#shared/domain/cases/index.ts'
import {
  ActOnCaseRequest,
  CaseList,
  CaseListRequest,
  CasePage,
  CasePreviewRequest,
  EligibilityView,
  SubmitCaseRequest,
} from '#shared/ipc/cases.ts'
import { RecordId } from './inputs.ts'
import { router, signedInProcedure } from './trpc.ts'

export const cases = router({
  preview: signedInProcedure
    .input(CasePreviewRequest)
    .output(EligibilityView)
    .query(({ ctx, input }) => previewCase(ctx.service, input)),
  submit: signedInProcedure
    .input(SubmitCaseRequest)
    .output(z.object({ id: z.string(), receiptNo: z.string() }))
    .mutation(({ ctx, input }) => submitCase(ctx.service, input)),
  list: signedInProcedure
    .input(CaseListRequest)
    .output(CaseList)
    .query(({ ctx, input }) => listCases(ctx.service, input)),
  get: signedInProcedure
    .input(RecordId)
    .output(CasePage)
    .query(({ ctx, input }) => getCasePage(ctx.service, input.id)),
  act: signedInProcedure
    .input(ActOnCaseRequest)
    .output(z.object({ status: CaseStatus }))
    .mutation(({ ctx, input }) => actOnCase(ctx.service, input)),
})
