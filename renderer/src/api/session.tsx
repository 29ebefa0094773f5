import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createContext, use } from 'react'
import type { SessionState } from '#shared/ipc/session.ts'
import { api } from './client.ts'
import { flushDrafts } from './drafts.ts'

/** The session while it is open. */
export type OpenSession = Extract<SessionState, { phase: 'open' }>

export const SessionContext = createContext<OpenSession | undefined>(undefined)

/** Who is signed in and where; only for screens behind the lock. */
export function useSession(): OpenSession {
  const session = use(SessionContext)
  if (session === undefined) throw new Error('a screen behind the lock is shown without a session')
  return session
}

/** Locks at once; everything read is thrown out of the page's memory. */
export function useLock(): () => void {
  const client = useQueryClient()
  const lock = useMutation({
    mutationFn: async () => {
      await flushDrafts()
      return api.session.lock.mutate()
    },
    onSuccess: (state) => enterSession(client, state),
  })
  return () => lock.mutate()
}

/** Throws out what was read and sent under a session that has ended. */
export function forgetReads(client: ReturnType<typeof useQueryClient>): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
  client.getMutationCache().clear()
}

/** Takes over a new session state; nothing read under the one before stays. */
export function enterSession(client: ReturnType<typeof useQueryClient>, state: SessionState): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
  client.setQueryData(['session'], state)
}
