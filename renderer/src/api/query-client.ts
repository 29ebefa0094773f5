import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { failureOf } from './failure.ts'

/**
 * The page's cache. The store is on this machine, so a refused read is not tried again by itself, and whatever
 * changed is read anew. When the engine says it is locked, the session is asked again, which shows the lock screen.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeLock }),
    mutationCache: new MutationCache({ onError: noticeLock }),
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', staleTime: 2_000, refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  function noticeLock(error: unknown): void {
    if (failureOf(error).code === 'LOCKED') void client.invalidateQueries({ queryKey: ['session'] })
  }
  return client
}
