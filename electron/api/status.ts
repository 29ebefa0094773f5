import { watchStatus } from '#electron/services/status.ts'
import { MachineStatus } from '#shared/ipc/session.ts'
import { router, signedInProcedure } from './trpc.ts'

export const status = router({
  /** Now and on every change. */
  watch: signedInProcedure.subscription(async function* ({ ctx, signal }) {
    for await (const machine of watchStatus(ctx.service, signal ?? new AbortController().signal)) {
      yield MachineStatus.parse(machine)
    }
  }),
})
