import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseListRequest, CasePreviewRequest } from '#shared/ipc/cases.ts'
import { api } from './client.ts'

/** Every read of the page: its cache key and the call behind it. */
export const queries = {
  session: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }) => api.session.state.query(undefined, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  towns: () =>
    queryOptions({
      queryKey: ['towns'],
      queryFn: ({ signal }) => api.office.towns.query(undefined, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  residentMatches: (text: string) =>
    queryOptions({
      queryKey: ['residents', 'find', text],
      queryFn: ({ signal }) => api.residents.find.query({ text, limit: 8 }, { signal }),
      enabled: text.length > 0,
      placeholderData: keepPreviousData,
    }),
  resident: (id: string) =>
    queryOptions({
      queryKey: ['residents', 'one', id],
      queryFn: ({ signal }) => api.residents.get.query({ id }, { signal }),
    }),
  /** Whether an identity number, whole and valid, is registered already. */
  residentByIdNumber: (idNumber: string | undefined) =>
    queryOptions({
      queryKey: ['residents', 'by-id-number', idNumber ?? ''],
      queryFn: ({ signal }) => api.residents.findByIdNumber.query({ idNumber: idNumber ?? '' }, { signal }),
      enabled: idNumber !== undefined,
    }),
  cases: (request: CaseListRequest) =>
    queryOptions({
      queryKey: ['cases', 'list', request],
      queryFn: ({ signal }) => api.cases.list.query(request, { signal }),
    }),
  casePreview: (request: z.infer<typeof CasePreviewRequest>) =>
    queryOptions({
      queryKey: ['cases', 'preview', request],
      queryFn: ({ signal }) => api.cases.preview.query(request, { signal }),
      placeholderData: keepPreviousData,
    }),
  caseRecord: (id: string) =>
    queryOptions({
      queryKey: ['cases', 'one', id],
      queryFn: ({ signal }) => api.cases.get.query({ id }, { signal }),
    }),
  rounds: () =>
    queryOptions({
      queryKey: ['rounds', 'list'],
      queryFn: ({ signal }) => api.rounds.list.query(undefined, { signal }),
    }),
  round: (id: string) =>
    queryOptions({
      queryKey: ['rounds', 'one', id],
      queryFn: ({ signal }) => api.rounds.get.query({ id }, { signal }),
    }),
  paper: (id: string) =>
    queryOptions({
      queryKey: ['papers', 'one', id],
      queryFn: ({ signal }) => api.papers.get.query({ id }, { signal }),
    }),
  policy: () =>
    queryOptions({
      queryKey: ['policy'],
      queryFn: ({ signal }) => api.policy.current.query(undefined, { signal }),
    }),
}
