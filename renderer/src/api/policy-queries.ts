import { queryOptions } from '@tanstack/react-query'
import type { ComparePoliciesRequest } from '#shared/ipc/policies.ts'
import { api } from './client.ts'

/** Every read about policies: packs, amendments and lists, their differences, and the runs that were kept. */
export const policyQueries = {
  documents: () =>
    queryOptions({
      queryKey: ['policy', 'list'],
      queryFn: ({ signal }) => api.policy.list.query(undefined, { signal }),
    }),
  document: (key: string) =>
    queryOptions({
      queryKey: ['policy', 'one', key],
      queryFn: ({ signal }) => api.policy.get.query({ key }, { signal }),
    }),
  differences: (request: ComparePoliciesRequest) =>
    queryOptions({
      queryKey: ['policy', 'compare', request],
      queryFn: ({ signal }) => api.policy.compare.query(request, { signal }),
    }),
}
