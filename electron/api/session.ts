import { SessionState, SetUpRequest, UnlockRequest } from '#shared/ipc/session.ts'
import { router, sessionProcedure } from './trpc.ts'

export const session = router({
  state: sessionProcedure.output(SessionState).query(({ ctx }) => ctx.session.state()),
  setUp: sessionProcedure
    .input(SetUpRequest)
    .output(SessionState)
    .mutation(({ ctx, input }) => ctx.session.setUp(input)),
  unlock: sessionProcedure
    .input(UnlockRequest)
    .output(SessionState)
    .mutation(({ ctx, input }) => ctx.session.unlock(input)),
  lock: sessionProcedure.output(SessionState).mutation(({ ctx }) => ctx.session.lock()),
})
