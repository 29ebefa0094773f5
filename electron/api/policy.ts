import { z } from 'zod'
import { getPack } from '#electron/services/resources.ts'
import { PointsPack } from '#shared/policy/index.ts'
import { router, signedInProcedure } from './trpc.ts'

const CurrentPolicy = z.object({ pack: PointsPack, sha256: z.string() })

export const policy = router({
  /** The points pack in force today and the hex SHA-256 of its file. */
  current: signedInProcedure.output(CurrentPolicy).query(({ ctx }) => {
    const { policy: pack, sha256 } = getPack(ctx.service.resources, ctx.service.clock.today())
    return { pack, sha256 }
  }),
})
