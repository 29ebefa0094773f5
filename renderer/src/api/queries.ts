import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseListRequest, CasePreviewRequest, CaseRow } from '#shared/ipc/cases.ts'
import type { PaperRow } from '#shared/ipc/papers.ts'
import type { ResidentMatch } from '#shared/ipc/residents.ts'
import { api } from './client.ts'

/** What the search field finds for `text`, at most a few of each kind. */
export interface Found {
  text: string
  residents: readonly ResidentMatch[]
  cases: readonly CaseRow[]
  papers: readonly PaperRow[]
}

const FOUND_RESIDENTS = 8
const FOUND_RECORDS = 5

/** Asks for every kind together, so that the list under the search field changes once and not in three jumps. */
async function find(text: string, signal: AbortSignal): Promise<Found> {
  if (text === '') return { text, residents: [], cases: [], papers: [] }
  const window = { text, filters: {}, offset: 0, limit: FOUND_RECORDS }
  const [residents, cases, papers] = await Promise.all([
    api.residents.find.query({ text, limit: FOUND_RESIDENTS }, { signal }),
    api.cases.list.query({ ...window, sort: { key: 'submittedAt', descending: true } }, { signal }),
    api.papers.list.query({ ...window, sort: { key: 'issuedAt', descending: true } }, { signal }),
  ])
  return { text, residents, cases: cases.rows, papers: papers.rows }
}

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
  found: (text: string) =>
    queryOptions({
      queryKey: ['find', text],
      queryFn: ({ signal }) => find(text, signal),
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
