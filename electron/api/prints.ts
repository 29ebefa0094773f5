import { z } from 'zod'
import { beginPrint, endPrint } from '#electron/services/papers.ts'
import { BeginPrintRequest, BegunPrint, EndPrintRequest } from '#shared/ipc/papers.ts'
import { router, signedInProcedure } from './trpc.ts'

/** What leaves the program; asked by electron/main alone, which sees the printer (see its `join-servers.ts`). */
export const prints = router({
  begin: signedInProcedure
    .input(BeginPrintRequest)
    .output(BegunPrint)
    .mutation(({ ctx, input }) => beginPrint(ctx.service, input)),
  end: signedInProcedure
    .input(EndPrintRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => endPrint(ctx.service, input)),
})
