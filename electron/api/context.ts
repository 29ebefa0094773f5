import type { ServiceContext } from '#electron/services/context.ts'
import type { SessionState, SetUpRequest, UnlockRequest } from '#shared/ipc/session.ts'

/** Opening and closing the store; implemented by the engine, which owns the store's handles. */
export interface SessionControl {
  state(): SessionState
  setUp(request: SetUpRequest): Promise<SessionState>
  unlock(request: UnlockRequest): Promise<SessionState>
  lock(): SessionState
}

/** What every call is answered with. */
export type ApiContext = {
  /** Null while the store is locked. */
  service: ServiceContext | null
  /** Null in a process that only answers questions. */
  session: SessionControl | null
}
