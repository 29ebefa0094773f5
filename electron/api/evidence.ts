import { z } from 'zod'
import { addEvidence, judgeEvidence, openEvidence } from '#electron/services/evidence.ts'
import {
  AddEvidenceRequest,
  AddedEvidence,
  JudgeEvidenceRequest,
  OpenEvidenceRequest,
} from '#shared/ipc/evidence.ts'
import { router, signedInProcedure } from './trpc.ts'

/** Scans and photos; their bytes are at `app://bundle/evidence/<id>`, never in answers. */
export const evidence = router({
  add: signedInProcedure
    .input(AddEvidenceRequest)
    .output(AddedEvidence)
    .mutation(({ ctx, input }) => addEvidence(ctx.service, input)),
  judge: signedInProcedure
    .input(JudgeEvidenceRequest)
    .output(z.object({ state: z.enum(['accepted', 'rejected']) }))
    .mutation(({ ctx, input }) => judgeEvidence(ctx.service, input)),
  open: signedInProcedure
    .input(OpenEvidenceRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => openEvidence(ctx.service, input)),
})
