import { z } from 'zod'
import { forgetDraft, getDraft, listDrafts, saveDraft } from '#electron/services/drafts.ts'
import { Draft, DraftEntry, DraftKey, SaveDraftRequest } from '#shared/ipc/drafts.ts'
import { router, signedInProcedure } from './trpc.ts'

/** Forms under way of whoever is signed in. */
export const drafts = router({
  save: signedInProcedure
    .input(SaveDraftRequest)
    .output(z.object({ savedAt: z.iso.datetime() }))
    .mutation(({ ctx, input }) => saveDraft(ctx.service, input)),
  get: signedInProcedure
    .input(DraftKey)
    .output(Draft.nullable())
    .query(({ ctx, input }) => getDraft(ctx.service, input.key)),
  list: signedInProcedure.output(z.array(DraftEntry)).query(({ ctx }) => listDrafts(ctx.service)),
  forget: signedInProcedure
    .input(DraftKey)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => forgetDraft(ctx.service, input.key)),
})
