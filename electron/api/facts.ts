import { z } from 'zod'
import { recordFact } from '#electron/services/facts.ts'
import { RecordFactRequest } from '#shared/ipc/residents.ts'
import { router, signedInProcedure } from './trpc.ts'

export const facts = router({
  record: signedInProcedure
    .input(RecordFactRequest)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => recordFact(ctx.service, input)),
})
