import { queryOptions } from '@tanstack/react-query'
import type { RecheckListRequest } from '#shared/ipc/points.ts'
import { api } from './client.ts'

/** Every read about re-checks. */
export const recheckQueries = {
  one: (id: string) =>
    queryOptions({
      queryKey: ['rechecks', 'one', id],
      queryFn: ({ signal }) => api.rechecks.get.query({ id }, { signal }),
    }),
  list: (request: RecheckListRequest) =>
    queryOptions({
      queryKey: ['rechecks', 'list', request],
      queryFn: ({ signal }) => api.rechecks.list.query(request, { signal }),
    }),
  /** What a resident can ask to have looked at again. */
  choices: (residentId: string) =>
    queryOptions({
      queryKey: ['rechecks', 'choices', residentId],
      queryFn: ({ signal }) => api.rechecks.choices.query({ id: residentId }, { signal }),
    }),
  /** Every re-check of a person, newest first. */
  ofResident: (residentId: string) =>
    queryOptions({
      queryKey: ['rechecks', 'ofResident', residentId],
      queryFn: ({ signal }) => api.rechecks.ofResident.query({ id: residentId }, { signal }),
    }),
}
