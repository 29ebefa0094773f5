import { z } from 'zod'
import { router, signedInProcedure } from './trpc.ts'

export const office = router({
  towns: signedInProcedure.output(z.array(z.string())).query(({ ctx }) => [...ctx.service.resources.towns]),
})
